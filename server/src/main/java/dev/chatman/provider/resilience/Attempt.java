package dev.chatman.provider.resilience;

import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import dev.chatman.spi.Usage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One attempt: the sink that the provider writes to, guarded by clocks.
 *
 * <p>It is open until the first text or thinking commits it, and closed after its end. Of two that close it at once, say
 * a clock and the provider, the one that changes the state decides; what comes after that is dropped.
 */
final class Attempt implements StreamSink {
    private static final System.Logger LOG = System.getLogger(Attempt.class.getName());
    private static final Duration LONGEST_TICK = Duration.ofMillis(250);

    private enum State {
        OPEN,
        COMMITTED,
        CLOSED
    }

    /** Hears of the attempt's failure before anything was delivered, on the thread where it came up. */
    @FunctionalInterface
    interface FailureListener {
        void failed(Attempt attempt, ProviderException failure);
    }

    private final Outlet outlet;
    private final AttemptClocks clocks;
    private final ScheduledExecutorService scheduler;
    private final FailureListener listener;
    private final AtomicReference<State> state = new AtomicReference<>(State.OPEN);
    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private volatile @Nullable StreamHandle handle;
    private volatile @Nullable Future<?> nextTick;
    private volatile boolean abandoned;

    Attempt(Outlet outlet, AttemptClocks clocks, ScheduledExecutorService scheduler, FailureListener listener) {
        this.outlet = outlet;
        this.clocks = clocks;
        this.scheduler = scheduler;
        this.listener = listener;
    }

    /**
     * Asks the provider.
     *
     * @return completes when the answer is under way or over; fails as {@link #giveUp} says
     */
    CompletionStage<Void> start(ChatProvider provider, ChatRequest request) {
        arm();
        try {
            handle = Objects.requireNonNull(provider.chat(request, this), "stream handle");
        } catch (RuntimeException | LinkageError e) {
            fail(ProviderException.of(
                            ErrorCode.PLUGIN_ERROR,
                            "The provider broke its contract: " + e.getClass().getSimpleName() + ".")
                    .withHint("Please report this to the provider's author with the server's log.")
                    .withCause(e));
        }
        if (abandoned) {
            release();
        }
        return opened;
    }

    /** Drops the attempt, whatever it is doing. */
    void abandon() {
        state.set(State.CLOSED);
        stopClocks();
        release();
    }

    /** Tells Failsafe how the attempt ended: with a {@link RetryLater}, or with the failure that is final. */
    void giveUp(Exception outcome) {
        opened.completeExceptionally(outcome);
    }

    AttemptClocks clocks() {
        return clocks;
    }

    @Override
    public void onDelta(String text) {
        if (text.isEmpty()) {
            clocks.activity();
        } else if (commit()) {
            outlet.pass(this::isLive, sink -> sink.onDelta(text));
        }
    }

    @Override
    public void onThinking(String text) {
        if (commit()) {
            outlet.pass(this::isLive, sink -> sink.onThinking(text));
        }
    }

    @Override
    public void onUsage(Usage usage) {
        clocks.progress();
        outlet.pass(this::isLive, sink -> sink.onUsage(usage));
    }

    @Override
    public void onNotice(Notice notice) {
        clocks.notice(notice);
        outlet.pass(this::isLive, sink -> sink.onNotice(notice));
    }

    @Override
    public void onActivity() {
        clocks.activity();
    }

    @Override
    public void onDone(FinishReason reason) {
        if (state.getAndSet(State.CLOSED) != State.CLOSED) {
            stopClocks();
            outlet.finish(sink -> sink.onDone(reason));
            opened.complete(null);
        }
    }

    @Override
    public void onError(ProviderException failure) {
        fail(failure);
    }

    private boolean isLive() {
        return state.get() != State.CLOSED;
    }

    private boolean commit() {
        if (state.compareAndSet(State.OPEN, State.COMMITTED)) {
            clocks.commit();
            opened.complete(null);
            return true;
        }
        clocks.progress();
        return isLive();
    }

    /** False when the attempt was already over. */
    private boolean fail(ProviderException failure) {
        if (state.compareAndSet(State.OPEN, State.CLOSED)) {
            stopClocks();
            listener.failed(this, failure);
            return true;
        }
        if (state.compareAndSet(State.COMMITTED, State.CLOSED)) {
            stopClocks();
            // Text was delivered: the same request again would repeat it.
            outlet.finish(sink -> sink.onError(failure.withRetryable(false)));
            return true;
        }
        return false;
    }

    private void stopClocks() {
        Future<?> tick = nextTick;
        if (tick != null) {
            tick.cancel(false);
        }
    }

    private void release() {
        abandoned = true;
        StreamHandle stream = handle;
        if (stream == null) {
            return;
        }
        try {
            stream.cancel();
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "A provider failed to give a stream up.", e);
        }
    }

    private void tick() {
        if (!isLive() || outlet.isFinished()) {
            return;
        }
        ProviderException late = clocks.expired().orElse(null);
        if (late != null) {
            if (fail(late)) {
                release();
            }
            return;
        }
        clocks.silenceToTell()
                .ifPresent(silence -> outlet.passIfFree(sink -> sink.onNotice(
                        Notice.of(Notice.Type.WAITING, "Waiting for the model, " + silence.toSeconds() + " s."))));
        arm();
    }

    private void arm() {
        Duration until = clocks.untilNext()
                .filter(next -> next.compareTo(LONGEST_TICK) < 0)
                .orElse(LONGEST_TICK);
        nextTick = scheduler.schedule(this::tick, Math.max(until.toNanos(), 1), TimeUnit.NANOSECONDS);
    }
}
