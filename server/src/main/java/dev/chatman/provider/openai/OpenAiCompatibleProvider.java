package dev.chatman.provider.openai;

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
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Talks to any endpoint that speaks OpenAI's Chat Completions: OpenAI, vLLM, llama.cpp, LM Studio, OpenRouter, Groq,
 * Mistral, DeepSeek, Gemini's compatible endpoint and others.
 */
public final class OpenAiCompatibleProvider implements ChatProvider {

    private final OpenAiEndpoint endpoint;
    private final HttpTransport transport;
    private final ErrorClassifier errors;
    private final Authorization authorization;
    private final Adaptations adaptations = new Adaptations();
    private final Set<ChatCall> chats = ConcurrentHashMap.newKeySet();
    private final Set<Runnable> fetches = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    public OpenAiCompatibleProvider(OpenAiEndpoint endpoint, HttpTransport transport) {
        this.endpoint = endpoint;
        this.transport = transport;
        this.authorization = new Authorization(endpoint);
        this.errors = new ErrorClassifier(endpoint.id(), Clock.systemUTC());
    }

    @Override
    public StreamHandle chat(ChatRequest request, StreamSink sink) {
        if (closed) {
            transport.executor().execute(() -> sink.onError(closedAlready()));
            return () -> {};
        }
        chats.removeIf(OpenAiCompatibleProvider::releaseAnswered);
        ChatCall call = new ChatCall(endpoint, request, sink, transport, errors, adaptations, chats::remove);
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
        return ProviderException.of(ErrorCode.CANCELLED, endpoint.id() + " is not in use any more.")
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
                .thenCompose(key -> fetch(key, models).thenApply(reply -> decode(reply, key)))
                .whenComplete((list, failure) -> {
                    fetches.remove(giveUp);
                    if (failure == null) {
                        models.complete(list);
                    } else {
                        models.completeExceptionally(Failures.classify(failure));
                    }
                });
        if (closed) {
            close();
        }
        return models;
    }

    private CompletableFuture<HttpReply> fetch(@Nullable String key, CompletableFuture<?> wanted) {
        CompletableFuture<HttpReply> reply = WholeReplyReader.fetch(
                transport, authorization.request(endpoint.modelsUri(), "application/json", key, null));
        var unused = wanted.whenComplete((list, failure) -> reply.cancel(false));
        return reply;
    }

    private List<ModelInfo> decode(HttpReply reply, @Nullable String key) {
        if (reply.head().status() == 404) {
            return List.of();
        }
        if (!reply.head().successful()) {
            throw Failures.wrap(errors.reply(reply, authorization.attempt("", key, List.of())));
        }
        return ModelsCodec.decode(reply.body())
                .orElseThrow(() -> Failures.wrap(ProviderException.of(
                                ErrorCode.PROTOCOL_ERROR, endpoint.id() + " did not answer with a list of models.")
                        .withHint("Check the base URL of " + endpoint.id() + ".")));
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
