package dev.chatman.provider.adapter;

import dev.chatman.provider.http.HttpCall;
import dev.chatman.provider.http.HttpTransport;
import dev.chatman.provider.http.JdkHttpTransport;
import dev.chatman.provider.http.OutgoingRequest;
import dev.chatman.provider.http.ReplyReader;
import dev.chatman.provider.openai.ChatCompletionsApi;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import dev.chatman.testing.FaultServer;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider over a real transport, with the threads it runs on. */
public final class ProviderFixture implements AutoCloseable {

    public static final String KEY = "sk-test-0123456789";

    private final ExecutorService executor = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "test-http");
        thread.setDaemon(true);
        return thread;
    });
    private final CountingTransport transport;
    private final HttpChatProvider provider;

    private ProviderFixture(
            Function<HttpEndpoint, ChatApi> protocol,
            URI baseUri,
            EndpointQuirks quirks,
            Supplier<CompletionStage<@Nullable String>> key) {
        HttpEndpoint endpoint =
                new HttpEndpoint("work", baseUri, key, Map.of("X-Team", "editors"), quirks, Duration.ofSeconds(5));
        transport = new CountingTransport(new JdkHttpTransport(executor));
        provider = new HttpChatProvider(protocol.apply(endpoint), transport);
    }

    public static ProviderFixture of(FaultServer server) {
        return of(server.baseUri(), EndpointQuirks.NONE);
    }

    public static ProviderFixture of(URI baseUri, EndpointQuirks quirks) {
        return new ProviderFixture(
                ChatCompletionsApi::new, baseUri, quirks, () -> CompletableFuture.completedFuture(KEY));
    }

    /** An endpoint of another protocol. */
    public static ProviderFixture speaking(Function<HttpEndpoint, ChatApi> protocol, FaultServer server) {
        return new ProviderFixture(
                protocol, server.baseUri(), EndpointQuirks.NONE, () -> CompletableFuture.completedFuture(KEY));
    }

    public static ProviderFixture withKey(URI baseUri, Supplier<? extends CompletionStage<@Nullable String>> key) {
        return new ProviderFixture(ChatCompletionsApi::new, baseUri, EndpointQuirks.NONE, key::get);
    }

    /** How many requests the provider has sent, whatever the HTTP client below made of them. */
    public int sent() {
        return transport.sent.get();
    }

    public HttpChatProvider provider() {
        return provider;
    }

    public static ChatRequest question(String text) {
        return new ChatRequest(
                "tiny", List.of(new Message(Message.Role.USER, text)), new ChatRequest.Options(64, null));
    }

    @Override
    public void close() {
        provider.close();
        executor.shutdownNow();
    }

    /** The real transport, with a counter. */
    private static final class CountingTransport implements HttpTransport {

        private final HttpTransport real;
        private final AtomicInteger sent = new AtomicInteger();

        CountingTransport(HttpTransport real) {
            this.real = real;
        }

        @Override
        public HttpCall send(OutgoingRequest request, ReplyReader reader) {
            sent.incrementAndGet();
            return real.send(request, reader);
        }

        @Override
        public Executor executor() {
            return real.executor();
        }
    }
}
