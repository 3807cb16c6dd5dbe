package dev.chatman.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of what was sent, or would be sent, to the model.
 *
 * @param tokens an estimate for the whole prompt
 * @param items the context that was sent
 * @param leftOut what was not sent, or not all of it
 */
public record SentContext(int tokens, List<Item> items, List<LeftOut> leftOut) {

    /**
     * One context item.
     *
     * @param uri as in the request
     * @param name for people: a path relative to its workspace folder, or a file name
     * @param lines which lines were sent; absent when all of them
     * @param tokens an estimate
     * @param origin {@code editor} (an open document with its unsaved changes), {@code disk} or {@code given} (the
     *     request carried the text)
     * @param note what the user should know about this item, for example that the document had moved on
     */
    public record Item(
            String uri,
            String name,
            @Nullable Lines lines,
            int tokens,
            String origin,
            @Nullable String note) {}

    /** Lines counted from 1, both ends included. */
    public record Lines(int first, int last) {}

    /**
     * Something that was left out.
     *
     * @param what a name for people
     * @param why one sentence
     */
    public record LeftOut(String what, String why) {}
}
