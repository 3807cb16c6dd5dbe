package dev.chatman.lsp;

import dev.chatman.chat.LiveChatEngine;
import dev.chatman.chat.MemoryConversationStore;
import dev.chatman.settings.LoadedSettings;
import dev.chatman.settings.Settings;
import dev.chatman.testing.LspClient;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The real server with the real engine, and a client joined to it by pipes of the operating system. */
final class ServerUnderTest implements AutoCloseable {

    static final SettingsPort DEFAULT_SETTINGS =
            (options, configuration) -> new LoadedSettings(Settings.DEFAULTS, Map.of(), List.of());

    private final ExecutorService runner = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-runner");
        thread.setDaemon(true);
        return thread;
    });
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Pipe toServer;
    private final Pipe toClient;
    private final LspClient client;

    private final ModelPlayedByTheTest model;

    private ServerUnderTest(ModelPlayedByTheTest model, SettingsPort settings, LspTransport transport, boolean stalled)
            throws IOException {
        this.model = model;
        toServer = Pipe.open();
        toClient = Pipe.open();
        LiveChatEngine engine = new LiveChatEngine(model, new MemoryConversationStore(100), System::nanoTime);
        LspServer server = new LspServer(engine, model, settings, runner, "1.2.3");
        Thread main = new Thread(() -> run(server, transport), "test-server");
        main.setDaemon(true);
        main.start();
        client = LspClient.stalled(
                Channels.newInputStream(toClient.source()), Channels.newOutputStream(toServer.sink()));
        if (!stalled) {
            client.startReading();
        }
    }

    static ServerUnderTest with(ModelPlayedByTheTest model) throws IOException {
        return new ServerUnderTest(model, DEFAULT_SETTINGS, new LspTransport.Stdio(), false);
    }

    static ServerUnderTest with(SettingsPort settings) throws IOException {
        return new ServerUnderTest(
                ModelPlayedByTheTest.modelThatSays("Hi."), settings, new LspTransport.Stdio(), false);
    }

    /** The test is at the other end of the transport itself. */
    static ServerUnderTest over(LspTransport transport) throws IOException {
        return new ServerUnderTest(ModelPlayedByTheTest.modelThatSays("Hi."), DEFAULT_SETTINGS, transport, false);
    }

    /** Nobody reads what the server says until the test lets the client do so. */
    static ServerUnderTest withStalledClient(ModelPlayedByTheTest model) throws IOException {
        return new ServerUnderTest(model, DEFAULT_SETTINGS, new LspTransport.Stdio(), true);
    }

    private void run(LspServer server, LspTransport transport) {
        try {
            exitCode.complete(server.run(
                    transport,
                    Channels.newInputStream(toServer.source()),
                    Channels.newOutputStream(toClient.sink()),
                    null));
        } catch (InterruptedException | IOException | RuntimeException failure) {
            exitCode.completeExceptionally(failure);
        }
    }

    ModelPlayedByTheTest model() {
        return model;
    }

    LspClient client() {
        return client;
    }

    /** Waits for the end of the server. */
    int exitCode() {
        try {
            return exitCode.get(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException failure) {
            throw new AssertionError("the server has not ended", failure);
        }
    }

    boolean isRunning() {
        return !exitCode.isDone();
    }

    /** The client's end of what the server writes goes away. */
    void breakOutput() throws IOException {
        toClient.source().close();
    }

    @Override
    public void close() throws IOException {
        client.close();
        exitCode();
        toClient.source().close();
        toServer.source().close();
        runner.shutdownNow();
    }
}
