package dev.chatman.lsp;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one owner of the stream to the client. Frames leave in the order in which they were handed over, whoever hands
 * them over, each in one write.
 *
 * <p>{@link #post} never blocks: its frame is written by the channel's own thread. {@link #send} returns when its frame
 * has been written, so that who produces an answer is slowed down by who reads it. Once the stream is broken or closed
 * both drop what they get; the owner hears of it and ends the session.
 */
final class OutboundChannel {

    /** Replies that the client has not read pile up to this many bytes before the reader waits, see {@link #awaitRoom}. */
    private static final long ROOM = 16L * 1024 * 1024;

    private final OutputStream output;
    private final Runnable onBroken;
    private final Queue<byte[]> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final ReentrantLock writing = new ReentrantLock();
    private final Semaphore posted = new Semaphore(0);
    private final Object room = new Object();
    private final Thread writer;
    private volatile @Nullable Thread reader;
    private volatile boolean closed;

    /** @param onBroken called once, from any thread, when the client can no longer be written to */
    OutboundChannel(OutputStream output, Runnable onBroken) {
        this.output = output;
        this.onBroken = onBroken;
        this.writer = new Thread(this::writePosted, "chatman-writer");
        writer.setDaemon(true);
    }

    /** @param newReader the thread that reads requests; {@link #send} does not wait on it, so that a stop is always read */
    void start(Thread newReader) {
        reader = newReader;
        writer.start();
    }

    /** Hands a frame over without waiting. */
    void post(byte[] frame) {
        enqueue(frame);
        posted.release();
    }

    /** Hands a frame over and waits until it is written, by this thread or by another that was at it. */
    void send(byte[] frame) {
        if (Thread.currentThread() == reader) {
            post(frame);
        } else {
            enqueue(frame);
            drain();
        }
    }

    /**
     * Waits while too much is waiting for the client. For the thread that reads requests: a client that asks on and on
     * and never reads would otherwise fill the memory with replies.
     */
    void awaitRoom() throws InterruptedException {
        synchronized (room) {
            while (waitingBytes.get() > ROOM && !closed) {
                room.wait();
            }
        }
    }

    /** Writes what is waiting, for as long as {@code limit} allows, and ends the channel's thread. */
    void close(Duration limit) throws InterruptedException {
        closed = true;
        posted.release();
        writer.join(limit.toMillis());
    }

    private void enqueue(byte[] frame) {
        if (!closed) {
            waitingBytes.addAndGet(frame.length);
            waiting.add(frame);
        }
    }

    private void writePosted() {
        try {
            while (!closed) {
                posted.acquire();
                posted.drainPermits();
                drain();
            }
            drain();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void drain() {
        writing.lock();
        try {
            for (byte[] frame = waiting.poll(); frame != null; frame = waiting.poll()) {
                output.write(frame);
                output.flush();
                written(frame.length);
            }
        } catch (IOException broken) {
            boolean news = !closed;
            closed = true;
            waiting.clear();
            written(waitingBytes.get());
            posted.release();
            if (news) {
                onBroken.run();
            }
        } finally {
            writing.unlock();
        }
    }

    private void written(long bytes) {
        long before = waitingBytes.getAndAdd(-bytes);
        if (before > ROOM) {
            synchronized (room) {
                room.notifyAll();
            }
        }
    }
}
