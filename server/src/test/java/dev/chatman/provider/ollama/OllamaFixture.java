package dev.chatman.provider.ollama;

import dev.chatman.provider.adapter.HttpChatProvider;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.http.JdkHttpTransport;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.Script;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** An Ollama provider over a real transport, and what a server says to it. */
final class OllamaFixture implements AutoCloseable {

    static final Script SHOW = Script.reply(
            200,
            "{\"parameters\":\"stop \\\"</s>\\\"\\ntemperature 0.7\",\"capabilities\":[\"completion\"],"
                    + "\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":8192}}");

    static final String DONE =
            "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"\"},\"done\":true,"
                    + "\"done_reason\":\"stop\",\"total_duration\":5,\"prompt_eval_count\":3,\"eval_count\":2}\n";

    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-http");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpChatProvider provider;

    private OllamaFixture(URI baseUri, @Nullable String key) {
        provider = new HttpChatProvider(
                new OllamaApi(new HttpEndpoint(
                        "ollama",
                        baseUri,
                        () -> CompletableFuture.completedFuture(key),
                        Map.of(),
                        EndpointQuirks.NONE,
                        Duration.ofSeconds(5))),
                new JdkHttpTransport(executor));
    }

    static OllamaFixture at(URI baseUri) {
        return new OllamaFixture(baseUri, null);
    }

    static OllamaFixture of(FaultServer server) {
        return at(server.baseUri());
    }

    static OllamaFixture withKey(FaultServer server, String key) {
        return new OllamaFixture(server.baseUri(), key);
    }

    HttpChatProvider provider() {
        return provider;
    }

    static ChatRequest question() {
        return question(ChatRequest.Options.NONE);
    }

    static ChatRequest question(ChatRequest.Options options) {
        return new ChatRequest("tiny", List.of(new Message(Message.Role.USER, "how are you today?")), options);
    }

    /** The head of a stream of lines; what follows are chunks. */
    static Script lines() {
        return Script.head(200, "application/x-ndjson");
    }

    static String piece(String text) {
        return "{\"model\":\"tiny\",\"message\":{\"role\":\"assistant\",\"content\":\"" + text
                + "\"},\"done\":false}\n";
    }

    static String thought(String text) {
        return "{\"message\":{\"role\":\"assistant\",\"content\":\"\",\"thinking\":\"" + text + "\"},\"done\":false}\n";
    }

    @Override
    public void close() {
        provider.close();
        executor.shutdownNow();
    }
}
