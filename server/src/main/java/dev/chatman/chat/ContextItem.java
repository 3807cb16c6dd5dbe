package dev.chatman.chat;

import org.jspecify.annotations.Nullable;

/**
 * A piece of code or text that a question is about, already read.
 *
 * @param uri where it comes from
 * @param name a short name for people and for the model: a path relative to its workspace folder, or a file name
 * @param languageId the editor's language id, for the fence
 * @param lines which lines of the source {@code text} is; null when it is all of it
 * @param text the text itself
 * @param origin where the text was taken from
 * @param note something the user should know about this item, for example that the buffer had moved on
 */
public record ContextItem(
        String uri,
        String name,
        @Nullable String languageId,
        @Nullable LineRange lines,
        String text,
        Origin origin,
        @Nullable String note) {

    /** Lines counted from 1, both ends included. */
    public record LineRange(int first, int last) {
        @Override
        public String toString() {
            return first + "-" + last;
        }
    }

    /** Where an item's text was taken from. */
    public enum Origin {
        /** An open document, with its unsaved changes. */
        EDITOR,
        /** A file. */
        DISK,
        /** The request itself, or standard input. */
        GIVEN
    }
}
