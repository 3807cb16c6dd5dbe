package dev.chatman.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The record of what was sent to the model with a question.
 *
 * @param tokens an estimate for the whole prompt
 * @param items the context that was sent
 * @param leftOut what was not sent, or not all of it, and why
 */
public record Sent(int tokens, List<Item> items, List<LeftOut> leftOut) {

    public Sent {
        items = List.copyOf(items);
        leftOut = List.copyOf(leftOut);
    }

    /**
     * One context item as sent.
     *
     * @param lines which lines were sent; null when all of them
     * @param tokens an estimate
     */
    public record Item(
            String uri,
            String name,
            ContextItem.@Nullable LineRange lines,
            int tokens,
            ContextItem.Origin origin,
            @Nullable String note) {}

    /**
     * Something that was left out.
     *
     * @param what a name for people: an item's name and lines, or "the first 3 turns"
     * @param why one sentence
     */
    public record LeftOut(String what, String why) {}
}
