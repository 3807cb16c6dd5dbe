package dev.chatman.lsp;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Runs what may block off the thread that reads requests. */
final class RequestRunner {

    private final Executor executor;

    RequestRunner(Executor executor) {
        this.executor = executor;
    }

    /** Runs work that answers by itself; what it throws goes to {@code onFailure}, and so does having no thread for it. */
    void run(Runnable work, Consumer<Throwable> onFailure) {
        try {
            executor.execute(() -> {
                try {
                    work.run();
                } catch (Throwable failure) {
                    onFailure.accept(failure);
                }
            });
        } catch (RejectedExecutionException ending) {
            onFailure.accept(ending);
        }
    }

    /**
     * Starts work and maps what it comes to. Cancelling the result cancels the stage that the work returned.
     *
     * @param work may block
     */
    <S, T> CompletableFuture<T> run(Supplier<CompletionStage<S>> work, Function<S, T> mapping) {
        Answer<T> answer = new Answer<>();
        run(() -> start(work, mapping, answer), answer::completeExceptionally);
        return answer;
    }

    private static <S, T> void start(Supplier<CompletionStage<S>> work, Function<S, T> mapping, Answer<T> answer) {
        if (answer.isDone()) {
            return;
        }
        CompletionStage<S> source = work.get();
        answer.comesFrom(source.toCompletableFuture());
        source.thenApply(mapping).whenComplete((value, failure) -> {
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(failure);
            }
        });
    }

    /** A future that passes its cancellation on, whether it comes before or after the source is known. */
    private static final class Answer<T> extends CompletableFuture<T> {

        private volatile @Nullable Future<?> source;

        void comesFrom(Future<?> newSource) {
            source = newSource;
            if (isCancelled()) {
                newSource.cancel(true);
            }
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            boolean cancelled = super.cancel(mayInterruptIfRunning);
            Future<?> running = source;
            if (running != null) {
                running.cancel(mayInterruptIfRunning);
            }
            return cancelled;
        }
    }
}
