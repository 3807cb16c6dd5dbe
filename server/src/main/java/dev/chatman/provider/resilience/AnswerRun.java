package dev.chatman.provider.resilience;

import dev.chatman.chat.Answerer.AnswerSink;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.failsafe.FailsafeExecutor;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * One request over all its attempts. Failsafe starts the attempts and waits between them; whether there is another one is
 * decided here, where the failure comes up, outside of Failsafe's lock.
 */
final class AnswerRun implements StreamHandle {
    private static final Duration POLL_EVERY = Duration.ofSeconds(1);
    private static final Duration FOR_EVER = Duration.ofSeconds(Long.MAX_VALUE);

    private final ChatProvider provider;
    private final ChatRequest request;
    private final RetryRules rules;
    private final RetryBudget budget;
    private final StreamClocks limits;
    private final ScheduledExecutorService scheduler;
    private final PausableStopwatch stopwatch;
    private final Outlet outlet;

    private volatile @Nullable Attempt current;
    private volatile @Nullable CompletableFuture<Void> execution;
    /** Written by one attempt at a time; Failsafe orders the attempts. */
    private int attempts;

    private @Nullable Duration loadingFrom;

    AnswerRun(
            ChatProvider provider,
            ChatRequest request,
            AnswerSink sink,
            RetryRules rules,
            RetryBudget budget,
            StreamClocks limits,
            ScheduledExecutorService scheduler,
            PausableStopwatch stopwatch) {
        this.provider = provider;
        this.request = request;
        this.rules = rules;
        this.budget = budget;
        this.limits = limits;
        this.scheduler = scheduler;
        this.stopwatch = stopwatch;
        this.outlet = new Outlet(sink, stopwatch, this::abandon);
    }

    void start(FailsafeExecutor<Void> failsafe) {
        CompletableFuture<Void> started = failsafe.getStageAsync(context -> attempt());
        execution = started;
        if (outlet.isFinished()) {
            started.cancel(false);
        }
        var unused = started.whenCompleteAsync((nothing, failure) -> ensureEnded(failure), this::runElsewhere);
    }

    @Override
    public void cancel() {
        if (outlet.finish(sink -> sink.onError(ProviderException.of(ErrorCode.CANCELLED, "Stopped.")))) {
            abandon();
        }
    }

    /** After the outlet has finished: an attempt that begins meanwhile sees that and does not ask. */
    private void abandon() {
        Attempt running = current;
        if (running != null) {
            running.abandon();
        }
        CompletableFuture<Void> waiting = execution;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private CompletionStage<Void> attempt() {
        Duration from = loadingFrom;
        Duration firstEventFrom = from != null ? from : stopwatch.elapsed();
        Attempt attempt =
                new Attempt(outlet, new AttemptClocks(limits, stopwatch, firstEventFrom), scheduler, this::failed);
        current = attempt;
        if (from == null) {
            attempts++;
            int number = attempts;
            outlet.pass(() -> true, sink -> sink.onAttempt(number));
        }
        if (outlet.isFinished()) {
            return CompletableFuture.completedFuture(null);
        }
        return attempt.start(provider, request);
    }

    private void failed(Attempt attempt, ProviderException failure) {
        if (failure.code() == ErrorCode.MODEL_LOADING) {
            poll(attempt, failure);
            return;
        }
        loadingFrom = null;
        Optional<RetryBudget.Retry> retry = budget.take(failure, timeLeft());
        if (retry.isEmpty()) {
            end(attempt, failure);
            return;
        }
        if (retry.get().number() > 0) {
            announce(RetryNotice.of(failure.code(), retry.get(), rules.retries()));
        }
        attempt.giveUp(new RetryLater(failure, retry.get().delay()));
    }

    /** A model that loads is no failure: it is asked again until the first-event clock runs out. */
    private void poll(Attempt attempt, ProviderException failure) {
        Duration from = attempt.clocks().firstEventFrom();
        Duration loading = stopwatch.elapsed().minus(from);
        Duration left =
                limits.firstEvent().isZero() ? timeLeft() : limits.firstEvent().minus(loading);
        if (left.isNegative() || left.isZero()) {
            String message = "The model was still loading after " + Seconds.of(loading) + ".";
            end(
                    attempt,
                    ProviderException.of(ErrorCode.TIMEOUT_FIRST_TOKEN, message)
                            .withHint("Try again in a moment, or choose a smaller model.")
                            .withCause(failure));
            return;
        }
        loadingFrom = from;
        announce(Notice.of(Notice.Type.LOADING, "The model is loading, " + loading.toSeconds() + " s."));
        attempt.giveUp(new RetryLater(failure, left.compareTo(POLL_EVERY) < 0 ? left : POLL_EVERY));
    }

    private Duration timeLeft() {
        return limits.total().isZero() ? FOR_EVER : limits.total().minus(stopwatch.elapsed());
    }

    private void announce(Notice notice) {
        outlet.pass(() -> true, sink -> sink.onNotice(notice));
    }

    private void end(Attempt attempt, ProviderException failure) {
        outlet.finish(sink -> sink.onError(failure));
        attempt.giveUp(failure);
    }

    /** A run whose attempt could not even begin, because ChatMan ends or has a bug, still has an ending. */
    private void ensureEnded(@Nullable Throwable failure) {
        if (failure == null || outlet.isFinished()) {
            return;
        }
        boolean ending = scheduler.isShutdown();
        ProviderException reason = ending
                ? ProviderException.of(ErrorCode.CANCELLED, "ChatMan is ending.")
                : ProviderException.of(
                        ErrorCode.INTERNAL,
                        "ChatMan failed: " + failure.getClass().getSimpleName() + ".");
        outlet.finish(sink -> sink.onError(reason.withCause(failure)));
        abandon();
    }

    /** Failsafe completes its futures under their lock, where the sink must not be called. */
    private void runElsewhere(Runnable task) {
        try {
            scheduler.execute(task);
        } catch (RejectedExecutionException e) {
            task.run();
        }
    }
}
