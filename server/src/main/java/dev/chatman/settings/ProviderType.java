package dev.chatman.settings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A kind of endpoint that ChatMan can talk to.
 *
 * @param id what {@code type} names it
 * @param needsBaseUrl whether it has no address of its own, so that it exists only as a named entry
 * @param home where its vendor serves it, so that it can be named without an entry
 */
public record ProviderType(
        String id, boolean needsBaseUrl, @Nullable Home home) {

    /**
     * A vendor's own endpoint.
     *
     * @param apiKey where its key is by custom; used for this address alone
     */
    public record Home(URI baseUrl, Credential apiKey) {

        boolean isAt(URI uri) {
            return baseUrl.getScheme().equalsIgnoreCase(uri.getScheme())
                    && baseUrl.getHost().equalsIgnoreCase(uri.getHost());
        }
    }

    /** The engine of this machine, which has a section of its own and no entry. */
    static final String EMBEDDED = "embedded";

    /** What is built in. */
    public static final List<ProviderType> BUILT_IN = List.of(
            new ProviderType("openai-compatible", true),
            new ProviderType(EMBEDDED, false),
            new ProviderType("ollama", false),
            new ProviderType(
                    "anthropic",
                    false,
                    new Home(URI.create("https://api.anthropic.com"), new Credential.Env("ANTHROPIC_API_KEY"))));

    /** Engines of this machine that need no entry: they are looked for at their usual ports. */
    public static final Set<String> LOCAL_ENGINES = Set.of("ollama", "llama-server", "lm-studio", "vllm");

    ProviderType(String id, boolean needsBaseUrl) {
        this(id, needsBaseUrl, null);
    }

    /** The endpoint that can be named without an entry in the settings; empty when this id names none. */
    public static Optional<ProviderSettings> withoutEntry(String id) {
        return BUILT_IN.stream()
                .filter(type -> type.id().equals(id) && type.home() != null)
                .findFirst()
                .map(type -> ProviderSettings.at(id, id, null).completedBy(type));
    }
}
