package dev.chatman.provider.adapter;

import dev.chatman.provider.http.OutgoingRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Message;
import dev.chatman.spi.ProviderException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Fetches the key of an endpoint and puts it where the endpoint wants it. */
final class Authorization {

    /** Shorter values of headers, such as {@code true}, are words that messages may hold. */
    private static final int SHORTEST_SECRET = 8;

    private final ChatApi api;
    private final HttpEndpoint endpoint;

    Authorization(ChatApi api) {
        this.api = api;
        this.endpoint = api.endpoint();
    }

    /**
     * Fetches the key on the executor.
     *
     * @return gives null or the key without surrounding blanks; fails with a {@link ProviderException}, wrapped
     */
    CompletableFuture<@Nullable String> key(Executor executor) {
        return CompletableFuture.supplyAsync(endpoint.key(), executor)
                .thenCompose(key -> key)
                .handle((key, failure) -> {
                    if (failure != null) {
                        throw Failures.wrap(classify(failure));
                    }
                    return key == null || key.isBlank() ? null : key.strip();
                });
    }

    /** Whatever else reading a key can throw is not passed on, for it may quote what was read. */
    private ProviderException classify(Throwable failure) {
        ProviderException known = Failures.classify(failure);
        return known.code() != ErrorCode.INTERNAL
                ? known
                : ProviderException.of(
                                ErrorCode.AUTH_MISSING, "The API key of " + endpoint.id() + " could not be read.")
                        .withHint("Check where the settings take it from.");
    }

    /** What an error's message about a request with this key depends on. */
    Attempt attempt(String model, @Nullable String key, List<Message> prompt) {
        List<String> secrets = new ArrayList<>(endpoint.headers().values());
        secrets.removeIf(value -> value.length() < SHORTEST_SECRET);
        if (key != null) {
            secrets.add(key);
        }
        return new Attempt(model, key != null, secrets, prompt);
    }

    /** A POST with a body, a GET without. */
    OutgoingRequest request(URI uri, String accept, @Nullable String key, @Nullable String body) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", accept);
        headers.put("User-Agent", "ChatMan");
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        headers.putAll(api.headers());
        headers.putAll(endpoint.headers());
        if (key != null) {
            ChatApi.KeyHeader usual = api.keyHeader();
            String header = endpoint.quirks().authHeader();
            String scheme = endpoint.quirks().authScheme();
            String prefix = scheme == null ? usual.prefix() : scheme.isEmpty() ? "" : scheme + " ";
            headers.put(header == null ? usual.name() : header, prefix + key);
        }
        return new OutgoingRequest(uri, headers, body, endpoint.connectTimeout());
    }
}
