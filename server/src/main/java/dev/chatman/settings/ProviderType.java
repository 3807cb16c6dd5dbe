package dev.chatman.settings;

import java.util.List;

/**
 * A kind of endpoint that ChatMan can talk to.
 *
 * @param id what {@code type} names it
 * @param needsBaseUrl whether it has no address of its own, so that it exists only as a named entry
 */
public record ProviderType(String id, boolean needsBaseUrl) {

    /** What is built in. */
    public static final List<ProviderType> BUILT_IN =
            List.of(new ProviderType("openai-compatible", true), new ProviderType("embedded", false));
}
