package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.ByteArrayOutputStream;
import java.time.Duration;

/** Remembers what was written, and lets a test wait until it ends in a certain way. */
final class WatchedOutput extends ByteArrayOutputStream {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    @Override
    public synchronized void write(byte[] bytes, int offset, int length) {
        super.write(bytes, offset, length);
        notifyAll();
    }

    synchronized void awaitEnd(String end) throws InterruptedException {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!toString(UTF_8).endsWith(end)) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                fail("does not end in \"" + end + "\": " + toString(UTF_8));
            }
            wait(left);
        }
    }
}
