package dev.chatman.provider.resilience;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Notice;

/** Words the notice that a wait begins. */
final class RetryNotice {
    private RetryNotice() {}

    static Notice of(ErrorCode code, RetryBudget.Retry retry, int retries) {
        String message = "%s, retrying in %s (%d/%d)"
                .formatted(reason(code), Seconds.of(retry.delay()), retry.number(), retries);
        return Notice.retrying(message, retry.delay(), retry.number(), retries);
    }

    private static String reason(ErrorCode code) {
        return switch (code) {
            case RATE_LIMITED -> "Rate limited";
            case OVERLOADED -> "The provider is busy";
            case NETWORK_UNREACHABLE, TIMEOUT_CONNECT -> "No connection";
            case TIMEOUT_FIRST_TOKEN, TIMEOUT_IDLE -> "No answer";
            case STREAM_INTERRUPTED -> "Connection lost";
            default -> "The provider failed";
        };
    }
}
