package dev.chatman.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C and {@code kill} into an interrupt of the thread that runs the command, and holds the JVM's end back
 * until that thread has cleaned up. The JVM then ends with the signal's exit code, 130 for Ctrl-C.
 */
final class ShutdownInterrupt {

    private final Duration patience;
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook;

    /** @param patience how long the worker may take to clean up */
    ShutdownInterrupt(Thread worker, Duration patience) {
        this.patience = patience;
        this.hook = new Thread(() -> stop(worker), "chatman-interrupt");
    }

    ShutdownInterrupt install() {
        Runtime.getRuntime().addShutdownHook(hook);
        return this;
    }

    /** What the JVM's shutdown does. */
    void stop(Thread worker) {
        worker.interrupt();
        try {
            if (!finished.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.currentThread().interrupt();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    /** The worker has cleaned up; signals do again what they did before. */
    void release() {
        finished.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // It is running, and about to end because of the count above.
            return;
        }
    }
}
