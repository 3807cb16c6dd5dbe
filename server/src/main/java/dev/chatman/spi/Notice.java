package dev.chatman.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Something the user should see while waiting; never part of the answer.
 *
 * @param message one sentence without secrets or prompt text
 * @param fraction how much is done, 0 to 1, where it is known
 * @param retryAfter how long the wait that begins now will last, for {@link Type#RETRYING}
 * @param attempt which retry this is, from 1, and {@code maxAttempts} how many there can be; 0 when neither applies
 */
public record Notice(
        Type type,
        String message,
        @Nullable Double fraction,
        @Nullable Duration retryAfter,
        int attempt,
        int maxAttempts) {

    /** What is going on. */
    public enum Type {
        /** The request is out and nothing has come back. */
        WAITING,
        /** The endpoint loads the model. */
        LOADING,
        /** A model file is being fetched to this machine. */
        DOWNLOADING,
        /** The model reads the prompt. */
        READING,
        /** The model reasons and does not answer yet. */
        THINKING,
        /** An attempt failed and the next one comes. */
        RETRYING,
        /** Something was left out of what is sent. */
        TRIMMED,
        /** Anything else worth saying, for example that a model has been retired. */
        WARNING
    }

    public static Notice of(Type type, String message) {
        return new Notice(type, message, null, null, 0, 0);
    }

    public static Notice progress(Type type, String message, double fraction) {
        return new Notice(type, message, fraction, null, 0, 0);
    }

    public static Notice retrying(String message, Duration retryAfter, int attempt, int maxAttempts) {
        return new Notice(Type.RETRYING, message, null, retryAfter, attempt, maxAttempts);
    }
}
