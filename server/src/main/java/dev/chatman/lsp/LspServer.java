package dev.chatman.lsp;

import dev.chatman.chat.ChatEngine;
import dev.chatman.chat.Providers;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * The language server: serves one client at a time over any pair of streams. Making one costs nothing.
 *
 * <p>Of the client's requests, what may block runs on the given executor, which should have a thread for every request
 * that may wait at the same time; its owner ends it.
 */
public final class LspServer {

    private final ChatEngine engine;
    private final Providers providers;
    private final SettingsPort settings;
    private final RequestRunner runner;
    private final String version;

    /**
     * Makes a server.
     *
     * @param version what the server calls itself in {@code serverInfo}
     */
    public LspServer(
            ChatEngine engine, Providers providers, SettingsPort settings, ExecutorService runner, String version) {
        this.engine = engine;
        this.providers = providers;
        this.settings = settings;
        this.runner = new RequestRunner(runner);
        this.version = version;
    }

    /**
     * Serves a client until it says {@code exit}, its streams end, or its process ends. Stops the turns that still run.
     *
     * <p>A thread may be left waiting in a read of {@code input} when the process goes first: close it, or end the JVM.
     *
     * @return the process's exit code: 0 after {@code shutdown}, else 1
     * @throws InterruptedException when the calling thread was interrupted while saying goodbye
     */
    public int run(InputStream input, OutputStream output) throws InterruptedException {
        return run(input, output, null);
    }

    /**
     * As {@link #run(InputStream, OutputStream)}, over a transport.
     *
     * @param standardInput what {@link LspTransport.Stdio} reads
     * @param standardOutput what {@link LspTransport.Stdio} writes
     * @param parentProcessId ends the server when this process ends; null when there is none to watch
     * @throws IOException when the transport cannot be opened; the message is for people
     */
    public int run(
            LspTransport transport,
            InputStream standardInput,
            OutputStream standardOutput,
            @Nullable Long parentProcessId)
            throws IOException, InterruptedException {
        try (LspConnection connection = transport.open(standardInput, standardOutput)) {
            return run(connection.input(), connection.output(), parentProcessId);
        }
    }

    private int run(InputStream input, OutputStream output, @Nullable Long parentProcessId)
            throws InterruptedException {
        LspSession session = new LspSession(engine, providers, settings, runner, version, input, output);
        if (parentProcessId != null) {
            session.watchParent(parentProcessId);
        }
        return session.run();
    }
}
