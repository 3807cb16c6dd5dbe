package dev.chatman.settings;

/**
 * A value that cannot be used. The message says what would be right ("must be …") and never holds the value, which may
 * be a secret in the wrong place.
 */
final class InvalidValueException extends Exception {
    InvalidValueException(String message) {
        super(message);
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
