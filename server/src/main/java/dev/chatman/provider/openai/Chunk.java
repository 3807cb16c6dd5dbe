package dev.chatman.provider.openai;

import dev.chatman.spi.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one chunk of a stream, or one whole reply, says.
 *
 * @param text a piece of the answer, empty for none
 * @param thinking a piece of the reasoning, empty for none
 * @param refusal whether the text explains why the model declines
 * @param finishReason the endpoint's word for why the answer ends
 * @param progress how much of the prompt has been read, 0 to 1
 * @param error why the endpoint gives up
 */
record Chunk(
        String text,
        String thinking,
        boolean refusal,
        @Nullable String finishReason,
        @Nullable Usage usage,
        @Nullable Double progress,
        @Nullable ErrorBody error) {}
