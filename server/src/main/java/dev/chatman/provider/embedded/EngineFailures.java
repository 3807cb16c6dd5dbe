package dev.chatman.provider.embedded;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;

/** The failures of this package, all {@link ErrorCode#ENGINE_UNAVAILABLE}. */
final class EngineFailures {
    private EngineFailures() {}

    static ProviderException unavailable(String message, String hint) {
        return ProviderException.of(ErrorCode.ENGINE_UNAVAILABLE, message).withHint(hint);
    }

    static ProviderException unavailable(String message, String hint, Throwable cause) {
        return unavailable(message, hint).withCause(cause);
    }
}
