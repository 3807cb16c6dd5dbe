package dev.chatman.chat;

import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ModelInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Chooses at once, or when the test says; the test plays the model through {@link #sink}. */
final class ScriptedProviders implements Providers {

    final List<ChatRequest> requests = new ArrayList<>();
    int cancels;
    Answerer.@Nullable AnswerSink sink;

    @Nullable Integer contextTokens;

    @Nullable CompletableFuture<Choice> pendingChoice;

    @Override
    public CompletionStage<Choice> choose(@Nullable String provider, @Nullable String model) {
        return pendingChoice != null ? pendingChoice : CompletableFuture.completedFuture(choice());
    }

    Choice choice() {
        return new Choice(
                "fake", "model-1", true, "It is fake.", contextTokens, ChatRequest.Options.NONE, (request, to) -> {
                    requests.add(request);
                    sink = to;
                    to.onAttempt(1);
                    return () -> cancels++;
                });
    }

    Answerer.AnswerSink model() {
        Answerer.AnswerSink asked = sink;
        if (asked == null) {
            throw new AssertionError("The model has not been asked");
        }
        return asked;
    }

    @Override
    public CompletionStage<List<ProviderStatus>> status() {
        return CompletableFuture.completedFuture(List.of());
    }

    @Override
    public CompletionStage<List<ModelInfo>> models(@Nullable String provider) {
        return CompletableFuture.completedFuture(List.of());
    }
}
