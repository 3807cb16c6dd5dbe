package dev.chatman.provider.openai;

import dev.chatman.settings.EndpointQuirks;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where an OpenAI-compatible endpoint is and how it differs from the standard. Its text form shows no secrets.
 *
 * @param id the provider's id, used in messages for people
 * @param baseUri with or without {@code /v1}; another path is kept as it is
 * @param key fetches the API key, anew for each request; may be slow and may block, and gives null when there is none
 * @param headers sent with every request
 * @param connectTimeout how long making the connection may take; zero for as long as the system tries
 */
public record OpenAiEndpoint(
        String id,
        URI baseUri,
        Supplier<CompletionStage<@Nullable String>> key,
        Map<String, String> headers,
        EndpointQuirks quirks,
        Duration connectTimeout) {

    public OpenAiEndpoint {
        baseUri = BaseUri.normalise(baseUri);
        headers = Map.copyOf(headers);
    }

    URI chatUri() {
        return BaseUri.resolve(baseUri, "/chat/completions");
    }

    URI modelsUri() {
        String path = quirks.modelsPath();
        return BaseUri.resolve(baseUri, path == null ? "/models" : path);
    }

    @Override
    public String toString() {
        return "OpenAiEndpoint[" + id + " at " + baseUri.getHost() + baseUri.getPath() + "]";
    }
}
