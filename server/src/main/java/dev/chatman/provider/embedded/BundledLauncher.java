package dev.chatman.provider.embedded;

import dev.chatman.provider.embedded.model.GgufHeader;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.spi.ProviderException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The default body: a second JVM, of the same Java as this one, with the native binding in it. */
public final class BundledLauncher implements EngineLauncher {
    private static final String MAIN_CLASS = "dev.chatman.provider.embedded.host.EmbeddedHost";
    private static final String KEY_VARIABLE = "CHATMAN_ENGINE_KEY";

    private final Path java;
    private final List<Path> classPath;
    private final NativeLibraries libraries;
    private final EmbeddedSettings settings;
    private final EngineFiles files;

    /**
     * Starts nothing.
     *
     * @param javaHome the Java that runs the child
     * @param classPath the jars of the child: this one, the binding, gson
     * @param libraries where the native library is
     * @param stateDirectory gets the folder {@code engine} with logs and crash reports
     */
    public BundledLauncher(
            Path javaHome,
            List<Path> classPath,
            NativeLibraries libraries,
            EmbeddedSettings settings,
            Path stateDirectory) {
        this.java = javaHome.resolve("bin").resolve(File.separatorChar == '\\' ? "java.exe" : "java");
        this.classPath = List.copyOf(classPath);
        this.libraries = libraries;
        this.settings = settings;
        this.files = new EngineFiles(stateDirectory);
    }

    @Override
    public void check() throws ProviderException {
        var unused = libraries.directory();
    }

    @Override
    public void check(GgufHeader header) throws ProviderException {
        if (!Architectures.bundled(header.architecture())) {
            throw EngineFailures.unavailable(
                    "The bundled engine cannot run models of the architecture \"" + header.architecture()
                            + "\"; this one needs llama-server.",
                    "Install llama.cpp's llama-server and set embedded.engine to \"llama-server\", or choose another "
                            + "model.");
        }
    }

    @Override
    public EngineProcess launch(Path model) throws ProviderException {
        Path nativeDirectory = libraries.directory();
        String key = EngineKey.random();
        try {
            files.prepare();
            // Waiting threads sleep instead of spinning. Measured on two cores: with spinning, a second busy program
            // made prompts take ten times as long; asleep, two threads read a prompt in half the time of one.
            Map<String, String> environment =
                    Map.of(KEY_VARIABLE, key, "OMP_WAIT_POLICY", "PASSIVE", "GOMP_SPINCOUNT", "0");
            Process process = ChildCommand.of(command(model, nativeDirectory)).start(environment);
            EngineLog log = new EngineLog(files.log());
            log.follow(process.getErrorStream());
            int port = PortLine.await(process, log);
            return new EngineProcess(process, port, key, log, files.crash(process.pid()), libraries.loadHint());
        } catch (IOException e) {
            throw EngineFailures.unavailable(
                    "The embedded engine cannot be started: " + e.getMessage(),
                    "Check that " + java + " can be run and that the state directory is writable.",
                    e);
        }
    }

    private List<String> command(Path model, Path nativeDirectory) throws IOException {
        int cores = Runtime.getRuntime().availableProcessors();
        Integer chosen = settings.threads();
        int threads = chosen != null ? chosen : Math.max(1, Math.min(cores - 1, 8));
        int batchThreads = chosen != null ? chosen : Math.max(1, Math.min(cores, 8));
        List<String> command = new ArrayList<>(List.of(
                java.toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + files.crashPattern(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dde.kherud.llama.lib.path=" + nativeDirectory,
                "-Dde.kherud.llama.tmpdir=" + files.emptyDirectory(),
                "-cp",
                classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                MAIN_CLASS));
        command.addAll(List.of(
                model.toString(),
                String.valueOf(settings.contextTokens()),
                String.valueOf(threads),
                String.valueOf(batchThreads)));
        return command;
    }
}
