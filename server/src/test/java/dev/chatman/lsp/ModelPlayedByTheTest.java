package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ModelInfo;
import dev.chatman.testing.LspClient;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One provider whose model is played by the test, or by a script that runs for every question. */
final class ModelPlayedByTheTest implements Providers {

    private final BlockingQueue<PlayedAnswer> asked = new LinkedBlockingQueue<>();
    private final Consumer<PlayedAnswer> script;
    private volatile @Nullable CompletableFuture<Choice> choice;

    ModelPlayedByTheTest(Consumer<PlayedAnswer> script) {
        this.script = script;
    }

    static ModelPlayedByTheTest live() {
        return new ModelPlayedByTheTest(answer -> {});
    }

    static ModelPlayedByTheTest modelThatSays(String... deltas) {
        return new ModelPlayedByTheTest(answer -> answer.says(deltas).isDone());
    }

    /** The next request that reached the model. */
    PlayedAnswer next() {
        try {
            PlayedAnswer next = asked.poll(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            assertNotNull(next, "the model was not asked");
            return next;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    /** From now on nobody is chosen until the returned future completes. */
    CompletableFuture<Choice> holdChoice() {
        CompletableFuture<Choice> held = new CompletableFuture<>();
        choice = held;
        return held;
    }

    @Override
    public CompletionStage<Choice> choose(@Nullable String provider, @Nullable String model) {
        CompletableFuture<Choice> held = choice;
        return held == null ? CompletableFuture.completedFuture(choice()) : held;
    }

    Choice choice() {
        return new Choice("fake", "model-1", true, "It is fake.", null, ChatRequest.Options.NONE, (request, sink) -> {
            PlayedAnswer answer = new PlayedAnswer(request, sink, new CountDownLatch(1));
            sink.onAttempt(1);
            asked.add(answer);
            script.accept(answer);
            return answer.cancelled()::countDown;
        });
    }

    @Override
    public CompletionStage<List<ProviderStatus>> status() {
        return CompletableFuture.completedFuture(List.of(
                new ProviderStatus("fake", "fake", true, ProviderStatus.State.READY, "model-1", "Ready.", null),
                new ProviderStatus(
                        "cloud", "openai", false, ProviderStatus.State.NO_KEY, null, "No key.", "Set a key.")));
    }

    @Override
    public CompletionStage<List<ModelInfo>> models(@Nullable String provider) {
        ModelInfo model = new ModelInfo("model-1", "Model One", 4096, 1024, LocalDate.of(2027, 1, 31));
        return CompletableFuture.completedFuture(List.of(model));
    }
}
