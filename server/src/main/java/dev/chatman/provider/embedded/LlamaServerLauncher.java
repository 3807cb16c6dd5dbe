package dev.chatman.provider.embedded;

import dev.chatman.provider.embedded.model.GgufHeader;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.settings.SearchPath;
import dev.chatman.spi.ProviderException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The other body: the user's own {@code llama-server}, which knows newer architectures and GPUs.
 *
 * <p>It does not watch its parent, so a shell does; on Windows it outlives a ChatMan that was killed.
 */
public final class LlamaServerLauncher implements EngineLauncher {
    private static final String PROGRAM = "llama-server";
    private static final String KEY_VARIABLE = "LLAMA_API_KEY";

    private final EmbeddedSettings settings;
    private final SearchPath searchPath;
    private final EngineFiles files;

    /**
     * Starts nothing.
     *
     * @param environment names the {@code PATH} to look on when the settings name no binary
     */
    public LlamaServerLauncher(EmbeddedSettings settings, Map<String, String> environment, Path stateDirectory) {
        this.settings = settings;
        this.searchPath = new SearchPath(environment);
        this.files = new EngineFiles(stateDirectory);
    }

    @Override
    public void check() throws ProviderException {
        Path binary = binary();
        if (!Files.isRegularFile(binary) || !Files.isExecutable(binary)) {
            throw EngineFailures.unavailable(
                    "llama-server cannot be started: " + binary + " is not a program.",
                    "Name the binary with embedded.llamaServer, or set embedded.engine to \"bundled\".");
        }
    }

    /** It says itself what it cannot load. */
    @Override
    public void check(GgufHeader header) {}

    @Override
    public EngineProcess launch(Path model) throws ProviderException {
        Path binary = binary();
        String key = EngineKey.random();
        try {
            files.prepare();
            int port = freePort();
            Process process = ChildCommand.watched(command(binary, model, port)).start(Map.of(KEY_VARIABLE, key));
            EngineLog log = new EngineLog(files.log());
            log.follow(process.getErrorStream());
            Discard.follow(process.getInputStream());
            return new EngineProcess(process, port, key, log, files.log(), "");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw EngineFailures.unavailable("The start of llama-server was interrupted.", "Ask again.", e);
        } catch (IOException e) {
            throw EngineFailures.unavailable(
                    "llama-server cannot be started: " + e.getMessage(), "Check that " + binary + " can be run.", e);
        }
    }

    private List<String> command(Path binary, Path model, int port) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "--model",
                model.toString(),
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--ctx-size",
                String.valueOf(settings.contextTokens()),
                "--parallel",
                "1"));
        Integer threads = settings.threads();
        if (threads != null) {
            command.addAll(List.of("--threads", threads.toString()));
        }
        LlamaServerFlags flags = LlamaServerFlags.of(binary, files.help());
        flags.firstOf("--no-ui", "--no-webui").ifPresent(command::add);
        flags.firstOf("--offline").ifPresent(command::add);
        return command;
    }

    private Path binary() throws ProviderException {
        Path named = settings.llamaServer();
        return named != null
                ? named
                : searchPath
                        .find(PROGRAM)
                        .orElseThrow(() -> EngineFailures.unavailable(
                                "llama-server was not found.",
                                "Install llama.cpp, name the binary with embedded.llamaServer, or set embedded.engine "
                                        + "to \"bundled\"."));
    }

    /** Someone else may take it before the child does; the child then ends, and says so in its log. */
    private static int freePort() throws IOException {
        byte[] loopback = {127, 0, 0, 1};
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByAddress(loopback))) {
            return socket.getLocalPort();
        }
    }
}
