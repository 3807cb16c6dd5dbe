package dev.chatman.provider.resilience;

import java.time.Duration;

/** Durations for people, in seconds. */
final class Seconds {
    private Seconds() {}

    /** Rounded up, "7 s": who waits that long finds the promise kept. */
    static String of(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds() + " s";
    }
}
