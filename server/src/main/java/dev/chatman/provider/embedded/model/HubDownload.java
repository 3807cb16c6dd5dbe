package dev.chatman.provider.embedded.model;

import dev.chatman.provider.embedded.model.ModelSource.Unavailable;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * One transfer into a part file. The client's threads write; the thread that waits looks at progress, silence and
 * cancellation, because neither of the client's time limits covers the body and a blocked read cannot be cancelled.
 */
final class HubDownload
        implements HttpResponse.BodyHandler<@Nullable Void>,
                HttpResponse.BodySubscriber<@Nullable Void>,
                AutoCloseable {
    private static final long LOOK_MILLIS = 100;

    private final PartFile part;
    private final Optional<Long> exactBytes;
    private final CompletableFuture<@Nullable Void> body = new CompletableFuture<>();
    private final CompletableFuture<HttpResponse<Void>> reply = new CompletableFuture<>();

    private volatile long done;
    private volatile long total;
    private volatile @Nullable IOException writeFailure;
    private @Nullable FileChannel channel;
    private Flow.@Nullable Subscription subscription;
    private boolean closed;

    /** Hears how far the transfer is. */
    interface Progress {
        void at(long done, long total);
    }

    HubDownload(PartFile part, long offset, Optional<Long> exactBytes) {
        this.part = part;
        this.done = offset;
        this.exactBytes = exactBytes;
    }

    void follow(CompletableFuture<HttpResponse<Void>> sent) {
        var unused = sent.whenComplete((response, failure) -> {
            if (response != null) {
                reply.complete(response);
            } else {
                reply.completeExceptionally(failure);
            }
        });
    }

    HttpResponse<Void> await(Progress progress, Cancellation cancellation, HubSource.Timeouts timeouts)
            throws Unavailable, IOException, InterruptedException {
        long seen = done;
        long since = System.nanoTime();
        while (true) {
            cancellation.check();
            try {
                HttpResponse<Void> response = reply.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                progress.at(done, Math.max(done, total));
                return response;
            } catch (ExecutionException e) {
                throw classified(e);
            } catch (TimeoutException stillRunning) {
                if (done != seen) {
                    seen = done;
                    since = System.nanoTime();
                    progress.at(done, Math.max(done, total));
                } else if (System.nanoTime() - since > timeouts.stall().toNanos()) {
                    throw new Unavailable(
                            "it sent nothing for " + timeouts.stall().toSeconds() + " s");
                }
            }
        }
    }

    @Override
    public HttpResponse.BodySubscriber<@Nullable Void> apply(HttpResponse.ResponseInfo info) {
        try {
            accept(info);
            return this;
        } catch (Unavailable | IOException refused) {
            if (refused instanceof IOException failure) {
                writeFailure = failure;
            }
            reply.completeExceptionally(refused);
            return HttpResponse.BodySubscribers.replacing(null);
        }
    }

    @Override
    public CompletionStage<@Nullable Void> getBody() {
        return body;
    }

    @Override
    public synchronized void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        if (closed) {
            newSubscription.cancel();
        } else {
            newSubscription.request(1);
        }
    }

    @Override
    public synchronized void onNext(List<ByteBuffer> buffers) {
        if (closed || channel == null || subscription == null) {
            return;
        }
        try {
            for (ByteBuffer buffer : buffers) {
                while (buffer.hasRemaining()) {
                    done += channel.write(buffer);
                }
            }
            if (total > 0 && done > total) {
                throw new IOException("More bytes came than were announced");
            }
            subscription.request(1);
        } catch (IOException failure) {
            writeFailure = failure;
            reply.completeExceptionally(failure);
            subscription.cancel();
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(null);
    }

    /** Gives the transfer up, if it still runs; what has arrived stays in the part file. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        if (subscription != null) {
            subscription.cancel();
        }
        if (channel != null) {
            channel.close();
        }
    }

    private synchronized void accept(HttpResponse.ResponseInfo info) throws Unavailable, IOException {
        int status = info.statusCode();
        if (status == 416) {
            return;
        }
        if (status != 200 && status != 206) {
            throw new Unavailable("it answered with status " + status);
        }
        if (status == 200) {
            done = 0;
        } else if (!info.headers().firstValue("Content-Range").orElse("").startsWith("bytes " + done + "-")) {
            throw new Unavailable("it sent another range than asked for");
        }
        long length = info.headers().firstValueAsLong("Content-Length").orElse(-1);
        total = length < 0 ? exactBytes.orElse(0L) : done + length;
        if (exactBytes.isPresent() && exactBytes.get() != total) {
            throw new Unavailable(
                    "its file is not the expected one: " + total + " bytes instead of " + exactBytes.get());
        }
        if (closed) {
            throw new IOException("The download was given up");
        }
        part.requireSpace(total - done);
        channel = part.openAt(done);
    }

    private Exception failure(ExecutionException e) {
        Throwable cause = e.getCause();
        while (cause instanceof CompletionException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof Exception exception ? exception : e;
    }

    private Unavailable classified(ExecutionException e) throws Unavailable, IOException {
        if (writeFailure != null) {
            throw writeFailure;
        }
        Exception failure = failure(e);
        return failure instanceof Unavailable unavailable
                ? unavailable
                : new Unavailable(NetworkFailure.describe(failure), failure);
    }
}
