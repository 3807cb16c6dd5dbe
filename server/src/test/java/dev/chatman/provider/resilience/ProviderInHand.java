package dev.chatman.provider.resilience;

import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A provider that does what the test does with its streams. */
final class ProviderInHand implements ChatProvider {
    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private volatile @Nullable RuntimeException thrown;
    private volatile Runnable whenAsked = () -> {};

    /** One stream that was asked for. */
    record Stream(StreamSink sink, AtomicInteger cancels) {
        boolean isCancelled() {
            return cancels.get() > 0;
        }
    }

    /** Makes every further request throw. */
    void breakWith(RuntimeException failure) {
        thrown = failure;
    }

    /** Does something in the middle of each request, before the handle is returned. */
    void whenAsked(Runnable action) {
        whenAsked = action;
    }

    int asked() {
        return streams.size();
    }

    /** The stream that was asked for last. */
    Stream last() {
        return streams.get(streams.size() - 1);
    }

    Stream stream(int number) {
        return streams.get(number - 1);
    }

    @Override
    public StreamHandle chat(ChatRequest request, StreamSink sink) {
        Stream stream = new Stream(sink, new AtomicInteger());
        streams.add(stream);
        whenAsked.run();
        RuntimeException failure = thrown;
        if (failure != null) {
            throw failure;
        }
        return stream.cancels::incrementAndGet;
    }

    @Override
    public CompletionStage<List<ModelInfo>> models() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public void close() {}
}
