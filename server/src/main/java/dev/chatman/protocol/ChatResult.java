package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Result of {@code chatman/chat} and {@code chatman/resume}: how a turn ended.
 *
 * @param stopReason {@code complete}, {@code length} (an output or context limit), {@code refused}, {@code cancelled}
 *     (stopped by the user) or {@code interrupted} (see {@code error})
 * @param length of the whole answer, in UTF-16 units
 * @param digest SHA-256 of the whole answer as UTF-8, lower-case hex
 * @param usage token counts, where they are known
 * @param attempts how often the endpoint was tried
 * @param provider who was asked; empty when the turn was stopped before that was decided
 * @param model the model that was asked; empty when the endpoint did not say, or as for {@code provider}
 * @param sent the record of what was sent to the model
 * @param text the answer, or for {@code chatman/resume} its part from {@code offset} on; absent when it was streamed
 * @param error why the answer is not whole; present when {@code stopReason} is {@code interrupted}
 */
public record ChatResult(
        String conversationId,
        String turnId,
        String stopReason,
        int length,
        String digest,
        @Nullable TokenUsage usage,
        Timings timings,
        int attempts,
        String provider,
        String model,
        SentContext sent,
        @Nullable String text,
        @Nullable ErrorData error) {

    /**
     * How long it took.
     *
     * @param firstDeltaMs milliseconds from the question to the first text; absent when none came
     * @param totalMs milliseconds from the question to the end
     */
    public record Timings(@Nullable Long firstDeltaMs, long totalMs) {}
}
