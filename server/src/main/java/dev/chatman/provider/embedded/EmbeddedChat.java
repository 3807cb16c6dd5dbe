package dev.chatman.provider.embedded;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import dev.chatman.spi.Usage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One chat on its way through three waits: for the model file, for the engine, for the answer. Each wait leaves behind
 * what ends it; cancelling runs these, and a wait that begins later ends at once. The engine itself goes on.
 */
final class EmbeddedChat implements StreamHandle {
    private final LocalModels models;
    private final EngineSupervisor engines;
    private final ChatRequest request;
    private final StreamSink sink;

    private final List<Runnable> endings = new ArrayList<>();
    private boolean cancelled;

    EmbeddedChat(LocalModels models, EngineSupervisor engines, ChatRequest request, StreamSink sink) {
        this.models = models;
        this.engines = engines;
        this.request = request;
        this.sink = sink;
    }

    @Override
    public void cancel() {
        List<Runnable> running;
        synchronized (endings) {
            cancelled = true;
            running = List.copyOf(endings);
            endings.clear();
        }
        running.forEach(Runnable::run);
    }

    /** Begins; blocks as long as it takes to look for the model on the disk. */
    void begin(Supplier<String> modelId) {
        guarded(() -> {
            CompletableFuture<Path> file = models.pull(modelId.get(), this::downloading);
            endWith(() -> file.cancel(true));
            var unused = file.whenComplete((path, failure) -> {
                if (path != null) {
                    guarded(() -> startEngine(path));
                } else {
                    fail(failure);
                }
            });
        });
    }

    private void startEngine(Path model) {
        EngineLease lease;
        try {
            lease = engines.acquire(model);
        } catch (ProviderException refused) {
            fail(refused);
            return;
        }
        endWith(lease::release);
        if (!lease.ready().isDone()) {
            notice(Notice.of(Notice.Type.LOADING, "Starting the embedded model " + model.getFileName()));
        }
        var unused = lease.ready().whenComplete((provider, failure) -> {
            if (provider != null) {
                guarded(() -> stream(provider, model, lease));
            } else {
                lease.release();
                fail(failure);
            }
        });
    }

    private void stream(ChatProvider provider, Path model, EngineLease lease) {
        if (isCancelled()) {
            return;
        }
        ChatRequest forEngine =
                new ChatRequest(String.valueOf(model.getFileName()), request.messages(), request.options());
        StreamHandle stream = provider.chat(forEngine, new ReleasingSink(sink, lease));
        endWith(stream::cancel);
    }

    /** A step that fails ends the chat with that failure: most run as callbacks, whose exceptions nobody would see. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException failure) {
            fail(failure);
        }
    }

    private void downloading(String source, long done, long total) {
        String message =
                "Downloading the model from " + source + ": " + megabytes(done) + " of " + megabytes(total) + " MB";
        notice(Notice.progress(Notice.Type.DOWNLOADING, message, total == 0 ? 0 : Math.min(1, (double) done / total)));
    }

    private static long megabytes(long bytes) {
        return Math.round(bytes / 1e6);
    }

    private void notice(Notice notice) {
        if (!isCancelled()) {
            sink.onNotice(notice);
        }
    }

    private void fail(@Nullable Throwable failure) {
        if (!isCancelled()) {
            sink.onError(classify(failure));
        }
    }

    private static ProviderException classify(@Nullable Throwable failure) {
        Throwable cause = failure;
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ProviderException classified) {
            return classified;
        }
        if (cause instanceof ChatException chat) {
            ProviderException placed = ProviderException.of(chat.code(), chat.message());
            String hint = chat.hint();
            return hint == null ? placed : placed.withHint(hint);
        }
        if (cause instanceof CancellationException) {
            return ProviderException.of(ErrorCode.CANCELLED, "The download of the model was stopped.");
        }
        ProviderException bug =
                ProviderException.of(ErrorCode.INTERNAL, "The embedded model failed because of a bug in ChatMan.");
        return cause == null ? bug : bug.withCause(cause);
    }

    private boolean isCancelled() {
        synchronized (endings) {
            return cancelled;
        }
    }

    /** Keeps what ends the wait that has just begun, or runs it at once when the chat has been cancelled meanwhile. */
    private void endWith(Runnable ending) {
        synchronized (endings) {
            if (!cancelled) {
                endings.add(ending);
                return;
            }
        }
        ending.run();
    }

    /** Gives the engine back when the stream is over. */
    private record ReleasingSink(StreamSink sink, EngineLease lease) implements StreamSink {
        @Override
        public void onDelta(String text) {
            sink.onDelta(text);
        }

        @Override
        public void onThinking(String text) {
            sink.onThinking(text);
        }

        @Override
        public void onUsage(Usage usage) {
            sink.onUsage(usage);
        }

        @Override
        public void onNotice(Notice notice) {
            sink.onNotice(notice);
        }

        @Override
        public void onActivity() {
            sink.onActivity();
        }

        @Override
        public void onDone(FinishReason reason) {
            lease.release();
            sink.onDone(reason);
        }

        @Override
        public void onError(ProviderException failure) {
            lease.release();
            sink.onError(failure);
        }
    }
}
