package dev.chatman.chat;

import org.jspecify.annotations.Nullable;

/**
 * What can be said about a provider without asking it anything.
 *
 * @param id the name the user knows it by
 * @param type the built-in type behind it
 * @param local whether the code stays on this machine
 * @param model the model it would use, where known
 * @param message one sentence: the state, or why it is so
 * @param remedy what to do to make it ready; null when it is
 */
public record ProviderStatus(
        String id,
        String type,
        boolean local,
        State state,
        @Nullable String model,
        String message,
        @Nullable String remedy) {

    /** Whether a chat would work. */
    public enum State {
        /** It would. */
        READY,
        /** It would, after a model has been fetched, which happens by itself. */
        NEEDS_DOWNLOAD,
        /** An API key is missing. */
        NO_KEY,
        /** Nothing answers at its address. */
        UNREACHABLE,
        /** Its settings are wrong, or its engine cannot run here. */
        UNUSABLE
    }
}
