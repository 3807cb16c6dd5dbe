package dev.chatman.settings;

import java.util.List;
import java.util.Set;

/**
 * A kind of endpoint that ChatMan can talk to.
 *
 * @param id what {@code type} names it
 * @param needsBaseUrl whether it has no address of its own, so that it exists only as a named entry
 */
public record ProviderType(String id, boolean needsBaseUrl) {

    /** What is built in. */
    public static final List<ProviderType> BUILT_IN = List.of(
            new ProviderType("openai-compatible", true),
            new ProviderType("embedded", false),
            new ProviderType("ollama", false));

    /** Engines of this machine that need no entry: they are looked for at their usual ports. */
    public static final Set<String> LOCAL_ENGINES = Set.of("ollama", "llama-server", "lm-studio", "vllm");
}
