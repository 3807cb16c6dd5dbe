package dev.chatman.provider.embedded;

import static dev.chatman.provider.embedded.EngineUnderTest.ask;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Message;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.Usage;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.TinyGguf;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Drives the real child with a self-made model. */
@Timeout(120)
class EmbeddedEngineIT {
    @TempDir
    Path directory;

    private Path tiny;

    @BeforeEach
    void writeModel() throws IOException {
        tiny = TinyGguf.write(directory.resolve("tiny 🦊.gguf"));
    }

    @ParameterizedTest
    @MethodSource("dev.chatman.provider.embedded.EngineUnderTest#javas")
    void streamsAnAnswer(Path java) throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.on(java, directory)) {
            RecordingSink sink = new RecordingSink();

            engine.provider.chat(ask(tiny, "hello 🎉", 40), sink);

            assertEquals(FinishReason.LENGTH, sink.awaitDone());
            assertEquals(40, sink.text().length(), sink.text());
            Usage usage = Objects.requireNonNull(sink.usage());
            assertEquals(40, usage.outputTokens());
            assertTrue(usage.inputTokens() > 0);
            assertEquals(
                    List.of(Notice.Type.LOADING),
                    sink.notices().stream().map(Notice::type).toList());
        }
    }

    @Test
    void aModelThatIsDoneEndsTheAnswer() throws IOException, InterruptedException {
        Path silent = TinyGguf.writeSilent(directory.resolve("silent.gguf"));
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink sink = new RecordingSink();

            engine.provider.chat(ask(silent, "hello", 40), sink);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("", sink.text());
        }
    }

    @Test
    void afterACancelTheSameChildAnswersTheNextQuestionAtOnce() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink cancelled = new RecordingSink();
            StreamHandle stream = engine.provider.chat(ask(tiny, "hello", 1000), cancelled);
            cancelled.awaitFirstDelta();
            long child = EngineUnderTest.children().get(0).pid();

            stream.cancel();
            long began = System.nanoTime();
            engine.answer(tiny, "again", 3);

            assertTrue(System.nanoTime() - began < Duration.ofSeconds(2).toNanos());
            assertEquals(child, EngineUnderTest.children().get(0).pid());
        }
    }

    @Test
    void aCancelWhileTheModelLoadsLeavesTheChildToTheNextQuestion() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            CountDownLatch loading = new CountDownLatch(1);
            RecordingSink cancelled = new RecordingSink() {
                @Override
                public void onNotice(Notice notice) {
                    loading.countDown();
                }
            };
            StreamHandle stream = engine.provider.chat(ask(tiny, "hello", 1000), cancelled);
            assertTrue(loading.await(20, TimeUnit.SECONDS));

            stream.cancel();

            assertEquals(5, engine.answer(tiny, "again", 5).length());
            assertEquals(1, EngineUnderTest.children().size());
            assertEquals(0, cancelled.terminals());
        }
    }

    @Test
    void questionsWaitForTheirTurn() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink first = new RecordingSink();
            RecordingSink second = new RecordingSink();
            engine.provider.chat(ask(tiny, "hello", 60), first);
            engine.provider.chat(ask(tiny, "hello too", 60), second);

            first.awaitDone();
            second.awaitDone();

            assertEquals(60, first.text().length());
            assertEquals(60, second.text().length());
        }
    }

    @Test
    void aKilledChildInterruptsTheAnswerAndTheNextQuestionGetsANewOne() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink sink = new RecordingSink();
            engine.provider.chat(ask(tiny, "hello", 1000), sink);
            sink.awaitFirstDelta();

            kill(EngineUnderTest.children().get(0));

            assertEquals(ErrorCode.STREAM_INTERRUPTED, sink.awaitError().code());
            assertEquals(5, engine.answer(tiny, "again", 5).length());
        }
    }

    @Test
    void anEngineThatKeepsDyingIsNotStartedForEver() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            for (int death = 0; death < CrashHistory.LIMIT; death++) {
                engine.answer(tiny, "hello", 1);
                kill(EngineUnderTest.children().get(0));
            }
            RecordingSink sink = new RecordingSink();

            engine.provider.chat(ask(tiny, "hello", 1), sink);

            ProviderException failure = sink.awaitError();
            assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
            assertTrue(
                    String.valueOf(failure.details().hint()).contains("crash-"),
                    failure.details().hint());
        }
    }

    @Test
    void aLongPromptIsReadVisibly() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink sink = new RecordingSink();

            engine.provider.chat(ask(tiny, "x".repeat(1500), 1), sink);

            sink.awaitDone();
            Notice reading = sink.notices().get(sink.notices().size() - 1);
            assertEquals(Notice.Type.READING, reading.type());
            double fraction = Objects.requireNonNull(reading.fraction());
            assertTrue(fraction > 0.5 && fraction < 1, "read " + fraction);
        }
    }

    @Test
    void aPromptLongerThanTheContextIsRefusedWithTheNumbers() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink sink = new RecordingSink();

            engine.provider.chat(ask(tiny, "x".repeat(5000), 1), sink);

            ProviderException failure = sink.awaitError();
            assertEquals(ErrorCode.CONTEXT_LENGTH_EXCEEDED, failure.code());
            assertTrue(failure.message().contains("2048"), failure.message());
        }
    }

    @Test
    void messagesOfOneRoleInARowAndStrangeCharactersAreNoTrouble() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            RecordingSink sink = new RecordingSink();
            ChatRequest request = new ChatRequest(
                    tiny.toString(),
                    List.of(
                            new Message(Message.Role.SYSTEM, "be brief 🦊"),
                            new Message(Message.Role.USER, "one\0"),
                            new Message(Message.Role.USER, "two \uD83D three"),
                            new Message(Message.Role.ASSISTANT, ""),
                            new Message(Message.Role.USER, "🎉")),
                    new ChatRequest.Options(4, 0.0));

            engine.provider.chat(request, sink);

            assertEquals(FinishReason.LENGTH, sink.awaitDone());
        }
    }

    @Test
    void damagedFilesAreNamedAndNothingIsLeftRunning() throws IOException, InterruptedException {
        byte[] whole = Files.readAllBytes(tiny);
        Path noModel = Files.writeString(directory.resolve("page.gguf"), "<!doctype html>");
        Path cutOff = Files.write(directory.resolve("cut.gguf"), Arrays.copyOf(whole, whole.length - 9000));
        Path newer = TinyGguf.write(directory.resolve("newer.gguf"), "qwen3");
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            assertTrue(failure(engine, noModel).message().contains("not a GGUF file"));
            assertTrue(failure(engine, cutOff).message().contains("cut.gguf could not be loaded"));
            assertTrue(failure(engine, newer).message().contains("needs llama-server"));
            assertEquals(List.of(), EngineUnderTest.children());
        }
    }

    @Test
    void anIdleEngineIsStoppedAndStartedAgainWhenAsked() throws InterruptedException {
        try (EngineUnderTest engine = EngineUnderTest.in(directory)) {
            engine.answer(tiny, "hello", 1);
            ProcessHandle child = EngineUnderTest.children().get(0);

            engine.scheduler.advance(EngineUnderTest.IDLE_STOP.minusSeconds(1));
            assertTrue(child.isAlive());
            engine.scheduler.advance(Duration.ofSeconds(1));
            awaitEnd(child);

            assertEquals(1, engine.answer(tiny, "hello", 1).length());
        }
    }

    @Test
    void closingEndsTheChildAlsoWhileItAnswers() throws InterruptedException {
        EngineUnderTest engine = EngineUnderTest.in(directory);
        RecordingSink sink = new RecordingSink();
        engine.provider.chat(ask(tiny, "hello", 1000), sink);
        sink.awaitFirstDelta();
        ProcessHandle child = EngineUnderTest.children().get(0);

        engine.close();

        assertEquals(false, child.isAlive());
    }

    private static ProviderException failure(EngineUnderTest engine, Path model) throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        engine.provider.chat(ask(model, "hello", 1), sink);
        ProviderException failure = sink.awaitError();
        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
        return failure;
    }

    private static void kill(ProcessHandle child) {
        child.destroyForcibly();
        awaitEnd(child);
    }

    private static void awaitEnd(ProcessHandle child) {
        child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
