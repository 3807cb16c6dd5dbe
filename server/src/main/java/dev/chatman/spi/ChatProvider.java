package dev.chatman.spi;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Talks to one model endpoint: it opens streams and classifies failures, nothing more.
 *
 * <p>The host owns retry, clocks and the order of calls to the sink, so an implementation makes one attempt and
 * reports what happened. All methods may be called from any thread, must not block, and must not throw for anything
 * that can go wrong at run time: failures travel through the sink or the stage.
 */
public interface ChatProvider extends AutoCloseable {

    /**
     * Lists the models of the endpoint.
     *
     * @return a stage that fails with a {@link ProviderException}; cancelling it gives up the request
     */
    CompletionStage<List<ModelInfo>> models();

    /**
     * Whether what a chat needs on this machine is there, told without asking or starting anything; of an endpoint
     * elsewhere nothing can be told that way.
     *
     * @param model as in {@link ChatRequest#model()}
     * @return a stage that fails with the {@link ProviderException} that the chat would fail with
     */
    default CompletionStage<@Nullable Void> check(String model) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Opens one stream.
     *
     * <p>The sink gets any number of deltas, thinking, usage and notices, then exactly one of {@link StreamSink#onDone}
     * and {@link StreamSink#onError}; none of them may be called before this method has returned on the same thread.
     *
     * @return the running stream; cancelling it releases the connection
     */
    StreamHandle chat(ChatRequest request, StreamSink sink);

    /** Gives up everything that is running and ends every thread and process this provider started. */
    @Override
    void close();
}
