package dev.chatman.chat;

import dev.chatman.spi.Usage;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a turn ended when there is something to show: an answer, whole or partial.
 *
 * @param text the answer, well-formed UTF-16
 * @param digest SHA-256 of the UTF-8 text, lower-case hex
 * @param usage token counts, reported or estimated
 * @param attempts how often the endpoint was tried
 * @param sent what was sent to the model
 * @param error why the answer is not whole, for {@link StopReason#INTERRUPTED}
 */
public record TurnResult(
        String conversationId,
        String turnId,
        StopReason stopReason,
        String text,
        String digest,
        @Nullable Usage usage,
        Timings timings,
        int attempts,
        String provider,
        String model,
        Sent sent,
        @Nullable ChatException error) {

    /**
     * How long it took.
     *
     * @param firstDelta from the question to the first delta; null when none came
     * @param total from the question to the end
     */
    public record Timings(@Nullable Duration firstDelta, Duration total) {}
}
