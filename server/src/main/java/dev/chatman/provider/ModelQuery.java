package dev.chatman.provider;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Asks endpoints for their models, for a limited time: one that takes the question and says nothing holds nobody up. */
final class ModelQuery {

    /** For an endpoint that was named; longer than the command may take that prints its key. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final ScheduledExecutorService clock;
    private final Executor io;

    /** @param io where what waits for the answer goes on when it does not come: never on the clock's only thread */
    ModelQuery(ScheduledExecutorService clock, Executor io) {
        this.clock = clock;
        this.io = io;
    }

    /** Asks an endpoint that was named, see {@link #ask(Endpoint, Duration)}. */
    CompletableFuture<List<ModelInfo>> ask(Endpoint endpoint) {
        return ask(endpoint, PATIENCE);
    }

    /**
     * Asks one endpoint.
     *
     * @return fails with a {@link ProviderException}
     */
    CompletableFuture<List<ModelInfo>> ask(Endpoint endpoint, Duration patience) {
        CompletableFuture<List<ModelInfo>> answer = new CompletableFuture<>();
        CompletableFuture<List<ModelInfo>> asked = endpoint.provider().models().toCompletableFuture();
        Runnable giveUp = () -> {
            answer.completeExceptionally(silent(endpoint, patience));
            asked.cancel(false);
        };
        ScheduledFuture<?> limit = clock.schedule(() -> io.execute(giveUp), patience.toMillis(), TimeUnit.MILLISECONDS);
        var unused = asked.whenComplete((models, failure) -> {
            limit.cancel(false);
            if (failure == null) {
                answer.complete(models);
            } else {
                answer.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private static ProviderException silent(Endpoint endpoint, Duration patience) {
        return ProviderException.of(
                        ErrorCode.TIMEOUT_FIRST_TOKEN,
                        endpoint.id() + " did not list its models within " + patience.toSeconds() + " s.")
                .withHint("Check that it is running and not overloaded.");
    }
}
