package dev.chatman.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A failed attempt, classified. Neither message nor hint may contain prompt text, keys or whole reply bodies.
 *
 * <p>Build one with {@link #of}, refine it with the {@code with…} methods; each returns a new exception.
 */
public final class ProviderException extends Exception {

    private final ErrorCode code;
    private final Details details;

    /**
     * What is known about a failure besides its code.
     *
     * @param retryable overrides {@link ErrorCode#retryable()} where the endpoint said otherwise
     * @param retryAfter the least wait the endpoint asked for
     * @param httpStatus the status of the reply, where there was one
     * @param providerCode the endpoint's own code or type for the error
     * @param requestId the endpoint's id of the request, for its support
     * @param hint what the user can do, one sentence
     * @param helpUrl a page that helps
     */
    public record Details(
            @Nullable Boolean retryable,
            @Nullable Duration retryAfter,
            @Nullable Integer httpStatus,
            @Nullable String providerCode,
            @Nullable String requestId,
            @Nullable String hint,
            @Nullable String helpUrl) {
        static final Details NONE = new Details(null, null, null, null, null, null, null);
    }

    private ProviderException(ErrorCode code, String message, Details details, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
        this.details = details;
    }

    /** A failure with a message for people: one sentence that says what happened. */
    public static ProviderException of(ErrorCode code, String message) {
        return new ProviderException(code, message, Details.NONE, null);
    }

    public ErrorCode code() {
        return code;
    }

    public Details details() {
        return details;
    }

    /** The sentence for people. */
    public String message() {
        return String.valueOf(getMessage());
    }

    /** Whether the same request may succeed later without the user changing anything. */
    public boolean retryable() {
        Boolean override = details.retryable();
        return override != null ? override : code.retryable();
    }

    public ProviderException withDetails(Details newDetails) {
        return copy(newDetails, getCause());
    }

    public ProviderException withHint(String hint) {
        return copy(
                new Details(
                        details.retryable,
                        details.retryAfter,
                        details.httpStatus,
                        details.providerCode,
                        details.requestId,
                        hint,
                        details.helpUrl),
                getCause());
    }

    public ProviderException withRetryable(boolean retryable) {
        return copy(
                new Details(
                        retryable,
                        details.retryAfter,
                        details.httpStatus,
                        details.providerCode,
                        details.requestId,
                        details.hint,
                        details.helpUrl),
                getCause());
    }

    /** Keeps the cause for the log; its message is never shown to the user. */
    public ProviderException withCause(Throwable cause) {
        return copy(details, cause);
    }

    private ProviderException copy(Details newDetails, @Nullable Throwable cause) {
        return new ProviderException(code, message(), newDetails, cause);
    }
}
