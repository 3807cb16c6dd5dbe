package dev.chatman.provider.http;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One exchange of {@link JdkHttpTransport}; also the subscriber of its body. */
final class JdkExchange implements HttpCall, BodySubscriber<Void> {

    private final OutgoingRequest request;
    private final ReplyReader reader;
    private final Executor executor;

    /** Held during every call to the reader: the client may report a failure while it still delivers bytes. */
    private final Object turn = new Object();

    /** Set by whoever ends the exchange; the reader gets nothing but that one's call afterwards. */
    private final AtomicBoolean over = new AtomicBoolean();

    private final CompletableFuture<Void> body = new CompletableFuture<>();
    private volatile @Nullable CompletableFuture<?> sending;
    private volatile @Nullable ReplyHead head;
    private volatile Flow.@Nullable Subscription subscription;

    /** From here on the connection belongs to the next request: even a failed one leaves it usable. */
    private volatile boolean bodyRead;

    JdkExchange(OutgoingRequest request, ReplyReader reader, Executor executor) {
        this.request = request;
        this.reader = reader;
        this.executor = executor;
    }

    void start(Supplier<HttpClient> client) {
        if (over.get()) {
            return;
        }
        try {
            var sent = client.get().sendAsync(JdkRequests.of(request), info -> {
                head = ReplyHead.of(info.statusCode(), info.headers().map());
                return this;
            });
            sending = sent;
            if (over.get()) {
                sent.cancel(true);
            }
            var unused = sent.whenCompleteAsync(
                    (reply, failure) -> {
                        if (failure != null) {
                            fail(JdkFailures.classify(failure, request.uri(), head != null));
                        }
                    },
                    executor);
        } catch (ProviderException e) {
            fail(e);
        } catch (RuntimeException e) {
            fail(JdkFailures.classify(e, request.uri(), false));
        }
    }

    @Override
    public void abort() {
        if (over.compareAndSet(false, true)) {
            close();
        }
    }

    /** Whatever exists is closed; what comes into being later sees {@link #over} and closes itself. */
    private void close() {
        if (bodyRead) {
            return;
        }
        Flow.Subscription reading = subscription;
        if (reading != null) {
            reading.cancel();
        }
        CompletableFuture<?> sent = sending;
        if (sent != null) {
            sent.cancel(true);
        }
        // On Java 17 the client never completes a cancelled exchange (JDK-8294916); nobody waits for it, and this
        // lets go of what hangs on it.
        body.cancel(false);
    }

    @Override
    public CompletionStage<Void> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        ReplyHead received = head;
        if (over.get() || received == null) {
            newSubscription.cancel();
            return;
        }
        deliver(() -> reader.onHead(received));
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> read) {
        deliver(() -> reader.onBytes(read));
        Flow.Subscription reading = subscription;
        if (reading != null && !over.get()) {
            reading.request(1);
        }
    }

    @Override
    public void onComplete() {
        bodyRead = true;
        body.complete(null);
        // Not from within the client, which has put the connection back but is not done with it: a reader that sends
        // its next request at once would lose it.
        executor.execute(() -> deliver(() -> {
            reader.onEnd();
            over.set(true);
        }));
    }

    @Override
    public void onError(Throwable failure) {
        fail(JdkFailures.classify(failure, request.uri(), true));
        body.completeExceptionally(failure);
    }

    @FunctionalInterface
    private interface ReaderCall {
        void run() throws ProviderException;
    }

    private void deliver(ReaderCall call) {
        synchronized (turn) {
            if (over.get()) {
                return;
            }
            try {
                call.run();
            } catch (ProviderException e) {
                fail(e);
            } catch (RuntimeException e) {
                fail(ProviderException.of(ErrorCode.INTERNAL, "Reading the reply failed because of a bug in ChatMan.")
                        .withCause(e));
            }
        }
    }

    private void fail(ProviderException failure) {
        if (over.compareAndSet(false, true)) {
            close();
            synchronized (turn) {
                reader.onFailure(failure);
            }
        }
    }
}
