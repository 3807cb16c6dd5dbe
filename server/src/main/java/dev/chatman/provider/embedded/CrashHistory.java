package dev.chatman.provider.embedded;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.LongSupplier;

/** Counts how often the engine died lately, so that a broken one is not started for ever. Not thread-safe. */
final class CrashHistory {
    static final int LIMIT = 3;
    static final Duration WINDOW = Duration.ofMinutes(5);

    private final LongSupplier nanoTime;
    private final Deque<Long> deaths = new ArrayDeque<>();

    /** Times come from a clock like {@link System#nanoTime}. */
    CrashHistory(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void died() {
        deaths.addLast(nanoTime.getAsLong());
    }

    boolean exhausted() {
        long now = nanoTime.getAsLong();
        deaths.removeIf(death -> now - death > WINDOW.toNanos());
        return deaths.size() >= LIMIT;
    }
}
