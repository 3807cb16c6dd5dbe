package dev.chatman.provider.resilience;

import dev.chatman.spi.ProviderException;
import java.time.Duration;

/** How an attempt tells Failsafe that it failed and when the next one is due. */
final class RetryLater extends Exception {
    private final Duration delay;

    RetryLater(ProviderException failure, Duration delay) {
        super(failure);
        this.delay = delay;
    }

    Duration delay() {
        return delay;
    }
}
