package dev.chatman.spi;

import org.jspecify.annotations.Nullable;

/**
 * Token counts of one request, as the endpoint reported them, or estimated.
 *
 * @param inputTokens tokens of the prompt, cached ones included
 * @param outputTokens tokens of the answer, reasoning included
 * @param cachedTokens the part of {@code inputTokens} that came from a cache, where the endpoint says so
 * @param reasoningTokens the part of {@code outputTokens} spent on reasoning, where the endpoint says so
 * @param estimated true when ChatMan counted because the endpoint did not say
 */
public record Usage(
        int inputTokens,
        int outputTokens,
        @Nullable Integer cachedTokens,
        @Nullable Integer reasoningTokens,
        boolean estimated) {}
