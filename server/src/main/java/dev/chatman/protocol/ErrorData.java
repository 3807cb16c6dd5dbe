package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong and what to do: {@code data} of a JSON-RPC error, and {@code error} of a {@link ChatResult}.
 *
 * @param code a constant of {@code dev.chatman.spi.ErrorCode}
 * @param message what happened, one sentence
 * @param retryable whether the same request may succeed later without the user changing anything
 * @param retryAfterMs the least wait the endpoint asked for, in milliseconds
 * @param provider who was asked, where one had been chosen
 * @param model the model that was asked, where one had been chosen
 * @param httpStatus the status of the endpoint's reply
 * @param providerCode the endpoint's own code for the error
 * @param requestId the endpoint's id of the request, for its support
 * @param attempts how often the endpoint was tried, 0 when it was not
 * @param partial whether text of the answer had been delivered
 * @param hint what the user can do, one sentence
 * @param helpUrl a page that helps
 */
public record ErrorData(
        String code,
        String message,
        boolean retryable,
        @Nullable Long retryAfterMs,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Integer httpStatus,
        @Nullable String providerCode,
        @Nullable String requestId,
        int attempts,
        boolean partial,
        @Nullable String hint,
        @Nullable String helpUrl) {}
