package dev.chatman.provider.resilience;

import java.time.Duration;

/**
 * How often and how long failed attempts are followed by another.
 *
 * @param retries how many attempts may follow the first
 * @param base the wait before the first retry; it doubles with each
 * @param cap the longest wait of our own choice
 * @param longestWait the longest single wait an endpoint may ask for; when it asks for more, the request fails at once
 * @param waitBudget how long all waits of one request may take together
 */
public record RetryRules(int retries, Duration base, Duration cap, Duration longestWait, Duration waitBudget) {

    /** The defaults, which are those of the vendors' own libraries, with a number of retries from the settings. */
    public static RetryRules of(int retries) {
        return new RetryRules(
                retries, Duration.ofMillis(500), Duration.ofSeconds(8), Duration.ofSeconds(60), Duration.ofSeconds(60));
    }

    /**
     * The wait before a retry, without what the endpoint asked for.
     *
     * @param retry which retry, from 1
     * @param random from 0 to 1; takes away up to a quarter, so that clients which failed together return apart
     */
    Duration backoff(int retry, double random) {
        Duration doubled = cap;
        // From here on the cap holds anyway, and a shift by more would overflow.
        if (retry <= 20) {
            Duration grown = base.multipliedBy(1L << (retry - 1));
            doubled = grown.compareTo(cap) < 0 ? grown : cap;
        }
        return Duration.ofNanos((long) ((double) doubled.toNanos() * (1 - 0.25 * random)));
    }
}
