package dev.chatman.provider.resilience;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Measures the time of one answer, standing still while the answer's reader holds it up. Thread-safe. */
final class PausableStopwatch {
    private final LongSupplier nanoTime;
    private final long startedAt;
    private boolean paused;
    private long pausedAt;
    private long pausedInAll;

    PausableStopwatch(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.startedAt = nanoTime.getAsLong();
    }

    synchronized Duration elapsed() {
        long now = paused ? pausedAt : nanoTime.getAsLong();
        return Duration.ofNanos(now - startedAt - pausedInAll);
    }

    synchronized void pause() {
        paused = true;
        pausedAt = nanoTime.getAsLong();
    }

    synchronized void resume() {
        paused = false;
        pausedInAll += nanoTime.getAsLong() - pausedAt;
    }
}
