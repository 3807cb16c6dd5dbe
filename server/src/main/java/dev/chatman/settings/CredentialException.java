package dev.chatman.settings;

/** A secret could not be read; the message says why and what to do, and holds nothing of what was read. */
public final class CredentialException extends Exception {
    CredentialException(String message) {
        super(message);
    }

    /** One or two sentences for people. */
    public String message() {
        return String.valueOf(getMessage());
    }
}
