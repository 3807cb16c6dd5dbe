package dev.chatman.chat;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * The one failure of the chat domain: a code of the shared vocabulary, a sentence that says what happened, and what the
 * user can do. Safe to show: never holds prompt text, keys or reply bodies.
 */
public final class ChatException extends RuntimeException {

    private final ErrorCode code;
    private final boolean retryable;
    private final ProviderException.@Nullable Details details;
    private final @Nullable String hint;
    private final Origin origin;

    /**
     * Where a failure came up.
     *
     * @param provider the provider that was asked, where one had been chosen
     * @param model the model that was asked, where one had been chosen
     * @param attempts how many times the endpoint was tried, 0 when it was not
     * @param partial whether text of the answer had been delivered
     */
    public record Origin(
            @Nullable String provider, @Nullable String model, int attempts, boolean partial) {
        public static final Origin NONE = new Origin(null, null, 0, false);
    }

    private ChatException(
            ErrorCode code,
            boolean retryable,
            String message,
            @Nullable String hint,
            ProviderException.@Nullable Details details,
            Origin origin,
            @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.retryable = retryable;
        this.details = details;
        this.hint = hint;
        this.origin = origin;
    }

    /** The request itself is wrong: {@link ErrorCode#INVALID_REQUEST} with what to do about it. */
    public static ChatException invalid(String message, String hint) {
        return of(ErrorCode.INVALID_REQUEST, message, hint);
    }

    public static ChatException of(ErrorCode code, String message, String hint) {
        return new ChatException(code, code.retryable(), message, hint, null, Origin.NONE, null);
    }

    /** A bug: the cause is for the log, the message for the user. */
    public static ChatException internal(Throwable cause) {
        return new ChatException(
                ErrorCode.INTERNAL,
                false,
                "ChatMan failed: " + cause.getClass().getSimpleName() + ".",
                "Please report this with the server's log.",
                null,
                Origin.NONE,
                cause);
    }

    /**
     * Maps whatever made a stage fail: the one place where a failure nobody named becomes {@link ErrorCode#INTERNAL}.
     *
     * @param failure as a {@link java.util.concurrent.CompletionStage} hands it over, wrapped or not
     */
    public static ChatException mapped(Throwable failure, Origin origin) {
        Throwable cause = failure;
        for (Throwable inner = cause.getCause();
                inner != null && cause instanceof CompletionException;
                inner = cause.getCause()) {
            cause = inner;
        }
        if (cause instanceof ChatException known) {
            return known;
        }
        return cause instanceof ProviderException known ? from(known, origin) : internal(cause);
    }

    /** A provider's failure, placed. */
    public static ChatException from(ProviderException failure, Origin origin) {
        return new ChatException(
                failure.code(),
                failure.retryable() && !origin.partial(),
                failure.message(),
                failure.details().hint(),
                failure.details(),
                origin,
                failure);
    }

    public ErrorCode code() {
        return code;
    }

    /** The sentence for people. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Whether the same request may succeed later without the user changing anything. */
    public boolean retryable() {
        return retryable;
    }

    /** What the user can do, one sentence. */
    public @Nullable String hint() {
        return hint;
    }

    public Origin origin() {
        return origin;
    }

    public @Nullable Duration retryAfter() {
        return details == null ? null : details.retryAfter();
    }

    public @Nullable Integer httpStatus() {
        return details == null ? null : details.httpStatus();
    }

    public @Nullable String providerCode() {
        return details == null ? null : details.providerCode();
    }

    public @Nullable String requestId() {
        return details == null ? null : details.requestId();
    }

    public @Nullable String helpUrl() {
        return details == null ? null : details.helpUrl();
    }
}
