package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Token counts of one turn.
 *
 * @param inputTokens tokens of the prompt, cached ones included
 * @param outputTokens tokens of the answer, reasoning included
 * @param cachedTokens the part of {@code inputTokens} that came from a cache, where known
 * @param reasoningTokens the part of {@code outputTokens} spent on reasoning, where known
 * @param estimated true when ChatMan counted because the endpoint did not say
 */
public record TokenUsage(
        int inputTokens,
        int outputTokens,
        @Nullable Integer cachedTokens,
        @Nullable Integer reasoningTokens,
        boolean estimated) {}
