package dev.chatman.lsp;

import dev.chatman.chat.ChatException;
import org.jspecify.annotations.Nullable;

/** Checks what a client sent. */
final class Params {

    private Params() {}

    /**
     * The value of a required param.
     *
     * @throws ChatException when it is missing
     */
    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw ChatException.invalid(name + " is missing.", "Compare the request with PROTOCOL.md.");
        }
        return value;
    }
}
