package dev.chatman.provider.resilience;

import dev.chatman.chat.Answerer;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.StreamHandle;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * Puts retry, clocks and the order of calls around a provider.
 *
 * <p>An attempt that fails before its first text or thinking is repeated by the {@link RetryRules}; after it nothing is,
 * since the text would come twice. The sink gets exactly one ending. Cancelling works at once in every phase, never
 * blocks, and ends the answer with {@code CANCELLED}. Attempts begin on the scheduler; deltas arrive on the provider's
 * thread. Owns neither the provider nor the scheduler. Thread-safe.
 */
public final class ResilientAnswerer implements Answerer {
    private final ChatProvider provider;
    private final RetryRules rules;
    private final StreamClocks clocks;
    private final ScheduledExecutorService scheduler;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final FailsafeExecutor<Void> failsafe;

    /**
     * Wraps a provider.
     *
     * @param scheduler starts attempts and ticks clocks; a blocked task on it would stop the clocks
     * @param nanoTime as {@link System#nanoTime}
     * @param random spreads the waits; thread-safe
     */
    public ResilientAnswerer(
            ChatProvider provider,
            RetryRules rules,
            StreamClocks clocks,
            ScheduledExecutorService scheduler,
            LongSupplier nanoTime,
            RandomGenerator random) {
        this.provider = provider;
        this.rules = rules;
        this.clocks = clocks;
        this.scheduler = scheduler;
        this.nanoTime = nanoTime;
        this.random = random;
        this.failsafe = Failsafe.with(policy()).with(scheduler);
    }

    @Override
    public StreamHandle answer(ChatRequest request, AnswerSink sink) {
        AnswerRun run = new AnswerRun(
                provider,
                request,
                sink,
                rules,
                new RetryBudget(rules, random),
                clocks,
                scheduler,
                new PausableStopwatch(nanoTime));
        run.start(failsafe);
        return run;
    }

    /**
     * Repeats exactly what asks for it, after exactly the delay it asks for. Failsafe's own jitter could undercut what the
     * endpoint asked for, and its time limit turns the last waits into hot retries, so both are computed outside.
     */
    private static RetryPolicy<Void> policy() {
        return RetryPolicy.<Void>builder()
                .handleIf(failure -> failure instanceof RetryLater)
                .withMaxRetries(-1)
                .withDelayFnOn(context -> context.<RetryLater>getLastException().delay(), RetryLater.class)
                .build();
    }
}
