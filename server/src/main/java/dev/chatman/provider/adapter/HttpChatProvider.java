package dev.chatman.provider.adapter;

import dev.chatman.provider.http.HttpReply;
import dev.chatman.provider.http.HttpTransport;
import dev.chatman.provider.http.WholeReplyReader;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Talks to an endpoint over HTTP, in the protocol it is given. */
public final class HttpChatProvider implements ChatProvider {

    /** More pieces of a catalogue than any endpoint has; a list without end must not be read for ever. */
    private static final int MOST_PAGES = 20;

    private final ChatApi api;
    private final HttpTransport transport;
    private final ErrorClassifier errors;
    private final Authorization authorization;
    private final Adaptations adaptations = new Adaptations();
    private final Set<ChatCall> chats = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> fetches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public HttpChatProvider(ChatApi api, HttpTransport transport) {
        this.api = api;
        this.transport = transport;
        this.authorization = new Authorization(api);
        this.errors = new ErrorClassifier(api, Clock.systemUTC());
    }

    @Override
    public StreamHandle chat(ChatRequest request, StreamSink sink) {
        if (closed) {
            transport.executor().execute(() -> sink.onError(closedAlready()));
            return () -> {};
        }
        chats.removeIf(HttpChatProvider::releaseAnswered);
        ChatCall call = new ChatCall(api, request, sink, transport, errors, adaptations, chats::remove);
        chats.add(call);
        call.start();
        if (closed) {
            close();
        }
        return () -> {
            chats.remove(call);
            call.cancel();
        };
    }

    private ProviderException closedAlready() {
        return ProviderException.of(ErrorCode.CANCELLED, api.endpoint().id() + " is not in use any more.")
                .withHint("Ask again.");
    }

    /** An endpoint that keeps the connection open after the end of its answer must not pile them up. */
    private static boolean releaseAnswered(ChatCall call) {
        if (call.answered()) {
            call.cancel();
        }
        return call.answered();
    }

    /** {@inheritDoc} An endpoint without a catalogue gives an empty list. */
    @Override
    public CompletionStage<List<ModelInfo>> models() {
        CompletableFuture<List<ModelInfo>> models = new CompletableFuture<>();
        Runnable giveUp = () -> models.cancel(false);
        fetches.add(giveUp);
        var unused = authorization
                .key(transport.executor())
                .thenCompose(key -> pages(api.modelsUri(), key, models, 1))
                .thenApply(api::arrange)
                .whenComplete((list, failure) -> {
                    fetches.remove(giveUp);
                    if (failure == null) {
                        models.complete(list);
                    } else {
                        models.completeExceptionally(errors.withHint(Failures.classify(failure)));
                    }
                });
        if (closed) {
            close();
        }
        return models;
    }

    /** The catalogue from a page on. */
    private CompletableFuture<List<ModelInfo>> pages(
            URI uri, @Nullable String key, CompletableFuture<?> wanted, int number) {
        return fetch(uri, key, wanted).thenCompose(reply -> {
            ModelPage page = decode(reply, key);
            URI next = page.next();
            return next == null || number == MOST_PAGES
                    ? CompletableFuture.completedFuture(page.models())
                    : pages(next, key, wanted, number + 1)
                            .thenApply(rest -> Stream.concat(page.models().stream(), rest.stream())
                                    .toList());
        });
    }

    private CompletableFuture<HttpReply> fetch(URI uri, @Nullable String key, CompletableFuture<?> wanted) {
        CompletableFuture<HttpReply> reply =
                WholeReplyReader.fetch(transport, authorization.request(uri, "application/json", key, null));
        var unused = wanted.whenComplete((list, failure) -> reply.cancel(false));
        return reply;
    }

    private ModelPage decode(HttpReply reply, @Nullable String key) {
        if (reply.head().status() == 404) {
            return new ModelPage(List.of(), null);
        }
        if (!reply.head().successful()) {
            throw Failures.wrap(errors.reply(reply, authorization.attempt("", key, List.of())));
        }
        return api.models(reply.body())
                .orElseThrow(() -> Failures.wrap(ProviderException.of(
                                ErrorCode.PROTOCOL_ERROR,
                                api.endpoint().id() + " did not answer with a list of models.")
                        .withHint("Check the base URL of " + api.endpoint().id() + ".")));
    }

    @Override
    public void close() {
        closed = true;
        chats.forEach(ChatCall::cancel);
        chats.clear();
        fetches.forEach(Runnable::run);
        fetches.clear();
    }
}
