package dev.chatman.provider.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/**
 * The transport on the JDK's HTTP client; nothing of {@code java.net.http} is loaded before the first request.
 *
 * <p>There is one client for each connect timeout. Java 17 cannot close a client: its daemon thread ends by itself once
 * the transport is unreachable. Redirects are not followed, so that a key never reaches a host the user did not name.
 */
public final class JdkHttpTransport implements HttpTransport {

    private final Executor executor;
    private final Map<Duration, HttpClient> clients = new ConcurrentHashMap<>();

    /**
     * @param executor starts requests and reads replies, both of which may block: a pool without an upper limit, of
     *     daemon threads. Its owner ends it.
     */
    public JdkHttpTransport(Executor executor) {
        this.executor = executor;
    }

    @Override
    public HttpCall send(OutgoingRequest request, ReplyReader reader) {
        JdkExchange exchange = new JdkExchange(request, reader, executor);
        Supplier<HttpClient> client = () -> clients.computeIfAbsent(request.connectTimeout(), this::newClient);
        executor.execute(() -> exchange.start(client));
        return exchange;
    }

    @Override
    public Executor executor() {
        return executor;
    }

    private HttpClient newClient(Duration connectTimeout) {
        // The default would ask for an upgrade to HTTP/2 on every plain request: uvicorn then drops the body
        // (vllm#57203), LM Studio hangs (lmstudio-bug-tracker#1079).
        HttpClient.Builder builder = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .executor(executor);
        if (!connectTimeout.isZero()) {
            builder.connectTimeout(connectTimeout);
        }
        return builder.build();
    }
}
