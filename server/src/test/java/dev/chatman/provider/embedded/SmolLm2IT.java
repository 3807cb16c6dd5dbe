package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.embedded.model.ModelStore;
import dev.chatman.settings.Directories;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Message;
import dev.chatman.testing.RecordingSink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real default model, fetched as a user's would be, into the user's own model directory, where it stays. */
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class SmolLm2IT {
    @TempDir
    Path directory;

    @Test
    void answersAQuestion() throws Exception {
        Path model = fetch();
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink sink = new RecordingSink();
            ChatRequest request = new ChatRequest(
                    model.toString(),
                    List.of(
                            new Message(
                                    Message.Role.SYSTEM, "You are a helpful programming assistant. Answer briefly."),
                            new Message(Message.Role.USER, "What is the capital of France?")),
                    new ChatRequest.Options(80, 0.0));

            long asked = System.nanoTime();
            engine.provider.chat(request, sink);
            sink.awaitFirstDelta();
            long first = System.nanoTime();
            FinishReason reason = sink.awaitDone();
            double seconds = (System.nanoTime() - first) / 1e9;

            assertEquals(FinishReason.COMPLETE, reason, sink.text());
            assertTrue(sink.text().contains("capital of France is Paris"), sink.text());
            System.out.printf(
                    "SmolLM2: first word after %.2f s, then %.0f tokens/s: %s%n",
                    (first - asked) / 1e9, sink.deltas().size() / seconds, sink.text());
        }
    }

    private static Path fetch() throws Exception {
        Path models = new Directories(System.getenv(), System.getProperty("os.name"), System.getProperty("user.home"))
                .cache()
                .resolve("models");
        ExecutorService io = Executors.newCachedThreadPool();
        try {
            return new ModelStore(models, System.getenv(), io)
                    .pull("smollm2-135m", (source, done, total) -> {})
                    .get(15, TimeUnit.MINUTES);
        } finally {
            io.shutdownNow();
        }
    }
}
