package dev.chatman.testing;

import static java.util.Objects.requireNonNull;

import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamSink;
import dev.chatman.spi.Usage;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Remembers everything a provider says, and lets a test wait for the first delta and for the end. */
public class RecordingSink implements StreamSink {

    private static final int LONGEST_WAIT_SECONDS = 20;

    private final List<String> deltas = new CopyOnWriteArrayList<>();
    private final List<String> thinking = new CopyOnWriteArrayList<>();
    private final List<Notice> notices = new CopyOnWriteArrayList<>();
    private final List<Usage> usages = new CopyOnWriteArrayList<>();
    private final AtomicInteger activity = new AtomicInteger();
    private final AtomicInteger terminals = new AtomicInteger();
    private final CompletableFuture<String> firstDelta = new CompletableFuture<>();
    private final CompletableFuture<FinishReason> end = new CompletableFuture<>();

    @Override
    public void onDelta(String text) {
        deltas.add(text);
        firstDelta.complete(text);
    }

    @Override
    public void onThinking(String text) {
        thinking.add(text);
    }

    @Override
    public void onUsage(Usage usage) {
        usages.add(usage);
    }

    @Override
    public void onNotice(Notice notice) {
        notices.add(notice);
    }

    @Override
    public void onActivity() {
        activity.incrementAndGet();
    }

    @Override
    public void onDone(FinishReason reason) {
        terminals.incrementAndGet();
        end.complete(reason);
    }

    @Override
    public void onError(ProviderException failure) {
        terminals.incrementAndGet();
        end.completeExceptionally(failure);
    }

    public List<String> deltas() {
        return List.copyOf(deltas);
    }

    public String text() {
        return String.join("", deltas);
    }

    public String thinking() {
        return String.join("", thinking);
    }

    public List<Notice> notices() {
        return List.copyOf(notices);
    }

    /** The latest usage, null when there was none. */
    public @Nullable Usage usage() {
        return usages.isEmpty() ? null : usages.get(usages.size() - 1);
    }

    public int activity() {
        return activity.get();
    }

    /** How often the stream was ended: exactly once in a good provider. */
    public int terminals() {
        return terminals.get();
    }

    public boolean ended() {
        return end.isDone();
    }

    public String awaitFirstDelta() throws InterruptedException {
        return get(firstDelta);
    }

    /** Waits for the end, be it good or bad. */
    public void awaitEnd() throws InterruptedException {
        try {
            end.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            // An end as well.
        } catch (TimeoutException e) {
            throw new AssertionError("the stream never ended", e);
        }
    }

    /** Waits for the end, which has to be a good one. */
    public FinishReason awaitDone() throws InterruptedException {
        return get(end);
    }

    /** Waits for the end, which has to be a failure. */
    public ProviderException awaitError() throws InterruptedException {
        try {
            FinishReason reason = end.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
            throw new AssertionError("ended well: " + reason);
        } catch (ExecutionException e) {
            return (ProviderException) requireNonNull(e.getCause());
        } catch (TimeoutException e) {
            throw new AssertionError("the stream never ended", e);
        }
    }

    private static <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("it did not come", e);
        }
    }
}
