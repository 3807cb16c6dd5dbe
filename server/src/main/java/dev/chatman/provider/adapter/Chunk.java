package dev.chatman.provider.adapter;

import dev.chatman.spi.Usage;
import org.jspecify.annotations.Nullable;

/**
 * What one event of a stream, or one whole reply, says.
 *
 * @param text a piece of the answer, empty for none
 * @param thinking a piece of the reasoning, empty for none
 * @param refusal whether the text explains why the model declines
 * @param ending why the answer ends
 * @param progress how much of the prompt has been read, 0 to 1
 * @param error why the endpoint gives up
 * @param last whether nothing comes after it
 */
public record Chunk(
        String text,
        String thinking,
        boolean refusal,
        @Nullable Ending ending,
        @Nullable Usage usage,
        @Nullable Double progress,
        @Nullable ErrorBody error,
        boolean last) {

    public static final Chunk NOTHING = new Chunk("", "", false, null, null, null, null, false);

    /** The end of the stream. */
    public static final Chunk LAST = new Chunk("", "", false, null, null, null, null, true);

    public static Chunk ofText(String text) {
        return new Chunk(text, "", false, null, null, null, null, false);
    }

    public static Chunk ofThinking(String thinking) {
        return new Chunk("", thinking, false, null, null, null, null, false);
    }

    public static Chunk ofError(ErrorBody error) {
        return new Chunk("", "", false, null, null, null, error, false);
    }
}
