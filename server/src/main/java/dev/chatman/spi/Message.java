package dev.chatman.spi;

/**
 * One message of a prompt.
 *
 * @param role who speaks
 * @param text plain text, UTF-16, well formed
 */
public record Message(Role role, String text) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        ASSISTANT
    }
}
