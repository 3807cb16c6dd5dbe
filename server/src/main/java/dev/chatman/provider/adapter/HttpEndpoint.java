package dev.chatman.provider.adapter;

import dev.chatman.settings.EndpointQuirks;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an endpoint is and how it differs from the standard of its protocol. Its text form shows no secrets.
 *
 * @param id the provider's id, used in messages for people
 * @param baseUri as the user wrote it
 * @param key fetches the API key, anew for each request; may be slow and may block, and gives null when there is none
 * @param headers sent with every request
 * @param connectTimeout how long making the connection may take; zero for as long as the system tries
 */
public record HttpEndpoint(
        String id,
        URI baseUri,
        Supplier<CompletionStage<@Nullable String>> key,
        Map<String, String> headers,
        EndpointQuirks quirks,
        Duration connectTimeout) {

    public HttpEndpoint {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return "HttpEndpoint[" + id + " at " + baseUri.getHost() + baseUri.getPath() + "]";
    }
}
