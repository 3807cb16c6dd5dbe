package dev.chatman.provider.adapter;

import com.google.gson.JsonObject;
import dev.chatman.provider.http.EventStreamReader;
import dev.chatman.provider.http.HttpCall;
import dev.chatman.provider.http.HttpReply;
import dev.chatman.provider.http.HttpTransport;
import dev.chatman.provider.http.OutgoingRequest;
import dev.chatman.provider.http.WholeReplyReader;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One chat: fetches the key, sends the request, and sends it once more when the endpoint rejected an optional
 * parameter.
 */
final class ChatCall implements StreamHandle {

    private final ChatApi api;
    private final ChatRequest request;
    private final StreamSink sink;
    private final HttpTransport transport;
    private final ErrorClassifier errors;
    private final Adaptations adaptations;
    private final Authorization authorization;
    private final Consumer<ChatCall> released;

    private volatile boolean cancelled;
    private volatile boolean answered;
    private volatile @Nullable HttpCall call;

    /** @param released told once this holds no connection any more, unless it was cancelled */
    ChatCall(
            ChatApi api,
            ChatRequest request,
            StreamSink sink,
            HttpTransport transport,
            ErrorClassifier errors,
            Adaptations adaptations,
            Consumer<ChatCall> released) {
        this.api = api;
        this.request = request;
        this.sink = sink;
        this.transport = transport;
        this.errors = errors;
        this.adaptations = adaptations;
        this.authorization = new Authorization(api);
        this.released = released;
    }

    void start() {
        var unused = authorization
                .key(transport.executor())
                .thenCompose(key -> inquire(key).thenApply(known -> key))
                .thenAcceptAsync(key -> send(key, adaptations.of(request.model()), false), transport.executor())
                .exceptionally(failure -> {
                    if (!cancelled) {
                        end(Failures.classify(failure));
                    }
                    return null;
                });
    }

    private CompletableFuture<?> inquire(@Nullable String key) {
        ChatApi.Inquiry inquiry = api.inquiry(request.model()).orElse(null);
        if (inquiry == null || cancelled) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<HttpReply> reply = WholeReplyReader.fetch(
                transport,
                authorization.request(
                        inquiry.uri(), "application/json", key, inquiry.body().toString()));
        hold(() -> reply.cancel(false));
        return reply.thenAccept(answer -> {
            if (answer.head().successful()) {
                inquiry.answer().accept(answer.body());
            }
        });
    }

    private void end(ProviderException failure) {
        answered = true;
        released.accept(this);
        sink.onError(errors.withHint(failure));
    }

    @Override
    public void cancel() {
        cancelled = true;
        HttpCall running = call;
        if (running != null) {
            running.abort();
        }
    }

    /** Whether the sink has been told that the answer is over, although the connection may still be open. */
    boolean answered() {
        return answered;
    }

    private void send(@Nullable String key, Adaptation adaptation, boolean again) {
        if (cancelled) {
            return;
        }
        JsonObject body = api.encode(request, adaptation);
        OutgoingRequest outgoing =
                authorization.request(api.chatUri(), api.framing().mediaType(), key, body.toString());
        Attempt attempt = authorization.attempt(request.model(), key, request.messages());
        ChatReply reply = new ChatReply(api, errors, attempt, sink, new Outcome(key, adaptation, body, again));
        hold(transport.send(outgoing, new EventStreamReader(outgoing.uri(), api.framing(), reply)));
    }

    private void hold(HttpCall sent) {
        call = sent;
        if (cancelled) {
            sent.abort();
        }
    }

    /** What becomes of one attempt. */
    private final class Outcome implements ChatReply.Listener {

        private final @Nullable String key;
        private final Adaptation used;
        private final JsonObject body;
        private final boolean last;
        private @Nullable Adaptation better;

        Outcome(@Nullable String key, Adaptation used, JsonObject body, boolean last) {
            this.key = key;
            this.used = used;
            this.body = body;
            this.last = last;
        }

        @Override
        public void onRejected(HttpReply reply) {
            int status = reply.head().status();
            if (!last && (status == 400 || status == 422)) {
                better = api.afterRejection(ErrorBody.parse(reply.body()), body, used)
                        .orElse(null);
            }
        }

        @Override
        public void onFailure(ProviderException failure) {
            if (better == null) {
                answered = true;
                sink.onError(errors.withHint(failure));
            }
        }

        @Override
        public void onAnswered() {
            answered = true;
        }

        @Override
        public void onReleased() {
            Adaptation next = better;
            if (next == null) {
                released.accept(ChatCall.this);
                return;
            }
            adaptations.remember(request.model(), next);
            if (next.dropped().contains("temperature") && body.has("temperature")) {
                sink.onNotice(Notice.of(
                        Notice.Type.WARNING,
                        api.endpoint().id() + " does not let the temperature of this model be set; it was left out."));
            }
            send(key, next, true);
        }
    }
}
