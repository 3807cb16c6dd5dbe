package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.provider.embedded.model.GgufHeader;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Message;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.Notice;
import dev.chatman.spi.StreamHandle;
import dev.chatman.testing.FakeScheduler;
import dev.chatman.testing.RecordingSink;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What happens before there is an engine. */
class EmbeddedProviderTest {
    private static final ChatRequest QUESTION =
            new ChatRequest("", List.of(new Message(Message.Role.USER, "hello")), ChatRequest.Options.NONE);

    private final ModelsThatNeverCome models = new ModelsThatNeverCome();
    private final RecordingSink sink = new RecordingSink();
    private final FakeScheduler tasks = new FakeScheduler();
    private final EmbeddedProvider provider = new EmbeddedProvider(
            EmbeddedSettings.DEFAULTS,
            models,
            new LauncherNobodyCalls(),
            (baseUrl, key) -> {
                throw new AssertionError("connected to " + baseUrl);
            },
            tasks,
            tasks);

    @Test
    void tellsHowTheDownloadGoes() {
        provider.chat(QUESTION, sink);
        tasks.runDue();

        assertEquals(
                List.of(Notice.progress(
                        Notice.Type.DOWNLOADING, "Downloading the model from hub.example: 10 of 30 MB", 1 / 3.0)),
                sink.notices());
    }

    @Test
    void cancellingStopsTheDownloadAndSaysNothingMore() {
        StreamHandle chat = provider.chat(QUESTION, sink);
        tasks.runDue();

        chat.cancel();
        chat.cancel();

        assertTrue(models.download.isCancelled());
        assertFalse(sink.ended());
    }

    @Test
    void cancellingBeforeItBeganStopsItToo() {
        provider.chat(QUESTION, sink).cancel();
        tasks.runDue();

        assertTrue(models.download.isCancelled());
        assertEquals(List.of(), sink.notices());
    }

    @Test
    void aModelThatCannotBeHadEndsTheChatWithTheReason() throws InterruptedException {
        provider.chat(QUESTION, sink);
        tasks.runDue();

        models.download.completeExceptionally(
                ChatException.of(ErrorCode.ENGINE_UNAVAILABLE, "No model.", "Three ways."));

        assertEquals("No model.", sink.awaitError().message());
        assertEquals(1, sink.terminals());
    }

    @Test
    void afterTheEndItSaysSo() throws InterruptedException {
        provider.chat(QUESTION, sink);
        tasks.runDue();
        provider.close();

        models.download.complete(Path.of("any.gguf"));

        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, sink.awaitError().code());
    }

    @Test
    void listsItsModelsByTheirIds() {
        CompletableFuture<List<ModelInfo>> list = provider.models().toCompletableFuture();
        tasks.runDue();

        assertEquals(
                List.of(new ModelInfo("slow", null, EmbeddedSettings.DEFAULTS.contextTokens(), null, null)),
                list.join());
    }

    private static final class LauncherNobodyCalls implements EngineLauncher {
        @Override
        public void check() {
            throw new AssertionError("checked");
        }

        @Override
        public void check(GgufHeader header) {
            throw new AssertionError("checked " + header);
        }

        @Override
        public EngineProcess launch(Path model) {
            throw new AssertionError("launched " + model);
        }
    }
}
