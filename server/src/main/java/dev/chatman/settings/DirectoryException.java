package dev.chatman.settings;

import java.io.IOException;

/** There is no place for ChatMan's files; the message says which variable gives one. */
public final class DirectoryException extends IOException {
    DirectoryException(String message) {
        super(message);
    }
}
