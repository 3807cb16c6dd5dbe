package dev.chatman.provider.resilience;

import dev.chatman.provider.http.StaleConnection;
import dev.chatman.spi.ProviderException;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** What one request has left of tries and of waiting. Used by one attempt at a time. */
final class RetryBudget {
    /**
     * Another attempt.
     *
     * @param delay how long to wait before it
     * @param number which retry it is, from 1; 0 when it does not count
     */
    record Retry(Duration delay, int number) {}

    private final RetryRules rules;
    private final RandomGenerator random;
    private int used;
    private Duration waited = Duration.ZERO;
    private boolean reconnected;

    RetryBudget(RetryRules rules, RandomGenerator random) {
        this.rules = rules;
        this.random = random;
    }

    /**
     * Takes a retry out of the budget.
     *
     * @param timeLeft until the total clock runs out
     * @return empty when the failure is final; what the endpoint asked to wait stays in it then
     */
    Optional<Retry> take(ProviderException failure, Duration timeLeft) {
        if (StaleConnection.is(failure) && !reconnected) {
            reconnected = true;
            return Optional.of(new Retry(Duration.ZERO, 0));
        }
        if (!failure.retryable() || used >= rules.retries()) {
            return Optional.empty();
        }
        Duration delay = delay(failure);
        boolean tooLong = delay.compareTo(rules.longestWait()) > 0
                || waited.plus(delay).compareTo(rules.waitBudget()) > 0
                || delay.compareTo(timeLeft) >= 0;
        if (tooLong) {
            return Optional.empty();
        }
        used++;
        waited = waited.plus(delay);
        return Optional.of(new Retry(delay, used));
    }

    private Duration delay(ProviderException failure) {
        Duration own = rules.backoff(used + 1, random.nextDouble());
        Duration asked = failure.details().retryAfter();
        return asked != null && asked.compareTo(own) > 0 ? asked : own;
    }
}
