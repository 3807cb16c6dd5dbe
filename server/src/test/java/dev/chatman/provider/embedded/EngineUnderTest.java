package dev.chatman.provider.embedded;

import com.google.gson.Gson;
import dev.chatman.chat.LocalModels;
import dev.chatman.provider.adapter.HttpChatProvider;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.embedded.model.ModelStore;
import dev.chatman.provider.http.JdkHttpTransport;
import dev.chatman.provider.openai.ChatCompletionsApi;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import dev.chatman.testing.FakeScheduler;
import dev.chatman.testing.RecordingSink;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/** The embedded provider with everything real: child process, native library, HTTP. Only the idle clock is not. */
final class EngineUnderTest implements AutoCloseable {
    static final Duration IDLE_STOP = Duration.ofMinutes(10);
    static final int CONTEXT_TOKENS = 2048;

    private static final String OTHER_JAVA = "CHATMAN_TEST_JAVA";

    final FakeScheduler scheduler = new FakeScheduler();
    final EmbeddedProvider provider;

    private final ExecutorService io = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "test-engine");
        thread.setDaemon(true);
        return thread;
    });

    private EngineUnderTest(EngineLauncher launcher, Path directory, EmbeddedSettings settings) {
        LocalModels models = new ModelStore(directory.resolve("models"), Map.of(), io);
        JdkHttpTransport transport = new JdkHttpTransport(io);
        EngineClient client = (baseUrl, key) -> new HttpChatProvider(
                new ChatCompletionsApi(new HttpEndpoint(
                        "embedded",
                        baseUrl,
                        () -> CompletableFuture.completedFuture(key),
                        Map.of(),
                        EngineClient.QUIRKS,
                        Duration.ofSeconds(2))),
                transport);
        provider = new EmbeddedProvider(settings, models, launcher, client, scheduler, io);
    }

    /** On the Java of the tests. */
    static EngineUnderTest in(Path directory) {
        return on(Path.of(System.getProperty("java.home")), directory);
    }

    static EngineUnderTest on(Path java, Path directory) {
        return with(launcher(java, directory.resolve("state"), settings()), directory);
    }

    static EngineUnderTest with(EngineLauncher launcher, Path directory) {
        return new EngineUnderTest(launcher, directory, settings());
    }

    private static EmbeddedSettings settings() {
        return new EmbeddedSettings(EmbeddedSettings.Engine.BUNDLED, null, null, CONTEXT_TOKENS, null, IDLE_STOP);
    }

    /** The Java of the tests, and another one where the environment names its home. */
    static Stream<Path> javas() {
        String other = System.getenv(OTHER_JAVA);
        Path own = Path.of(System.getProperty("java.home"));
        return other == null ? Stream.of(own) : Stream.of(own, Path.of(other));
    }

    static BundledLauncher launcher(Path java, Path state, EmbeddedSettings settings) {
        return new BundledLauncher(java, classPath(), libraries(), settings, state);
    }

    static NativeLibraries libraries() {
        return NativeLibraries.forThisMachine(Path.of(System.getProperty("chatman.distribution"), "lib", "natives"));
    }

    /** What the child needs, found where this JVM has it; the binding by name, because only the host may know it. */
    static List<Path> classPath() {
        try {
            return Stream.of(EmbeddedProvider.class, Gson.class, Class.forName("de.kherud.llama.LlamaException"))
                    .map(EngineUnderTest::origin)
                    .toList();
        } catch (ClassNotFoundException missing) {
            throw new AssertionError(missing);
        }
    }

    static ChatRequest ask(Path model, String text, int maxTokens) {
        return new ChatRequest(
                model.toString(),
                List.of(new Message(Message.Role.USER, text)),
                new ChatRequest.Options(maxTokens, null));
    }

    /** Asks and waits for the whole answer. */
    String answer(Path model, String text, int maxTokens) throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        provider.chat(ask(model, text, maxTokens), sink);
        sink.awaitDone();
        return sink.text();
    }

    /** The children that run now. */
    static List<ProcessHandle> children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().commandLine().orElse("").contains("EmbeddedHost")
                        || child.info().command().orElse("").endsWith("java"))
                .filter(ProcessHandle::isAlive)
                .toList();
    }

    @Override
    public void close() {
        provider.close();
        io.shutdownNow();
    }

    private static Path origin(Class<?> type) {
        try {
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
