package dev.chatman.provider.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.Answerer.AnswerSink;
import dev.chatman.provider.adapter.HttpChatProvider;
import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.http.JdkHttpTransport;
import dev.chatman.provider.openai.ChatCompletionsApi;
import dev.chatman.settings.ClockSettings;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Message;
import dev.chatman.spi.Notice;
import dev.chatman.spi.StreamHandle;
import dev.chatman.testing.FakeScheduler;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Retry and cancel with the real transport, adapter and sockets. */
class OverTheWireTest {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4, work -> {
        Thread thread = new Thread(work, "test-answer");
        thread.setDaemon(true);
        return thread;
    });
    private final AnswerRecorder sink = new AnswerRecorder();

    private static final class AnswerRecorder extends RecordingSink implements AnswerSink {
        private final CountDownLatch retrying = new CountDownLatch(1);
        private volatile int attempts;

        @Override
        public void onAttempt(int number) {
            attempts = number;
        }

        @Override
        public void onNotice(Notice notice) {
            super.onNotice(notice);
            if (notice.type() == Notice.Type.RETRYING) {
                retrying.countDown();
            }
        }
    }

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    @Timeout(30)
    void aRateLimitIsWaitedForAsLongAsTheEndpointAsks() throws Exception {
        Script limited = Script.head(429, "application/json", "Retry-After: 7")
                .chunk("{\"error\":{\"message\":\"slow down\"}}")
                .end();
        FakeScheduler time = new FakeScheduler();
        try (FaultServer server = FaultServer.answering(limited, Script.sse("Hel", "lo"))) {
            answerer(server, time, time::nanoTime, 3).answer(question(), sink);
            time.runDue();
            assertTrue(sink.retrying.await(20, TimeUnit.SECONDS));
            assertEquals(
                    "Rate limited, retrying in 7 s (1/3)", sink.notices().get(0).message());
            // The wait begins a moment after its notice, on the transport's thread.
            while (time.waiting() == 0) {
                Thread.onSpinWait();
            }
            time.advance(Duration.ofSeconds(7));
            assertEquals(2, sink.attempts);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("Hello", sink.text());
        }
    }

    @Test
    void aStaleConnectionCostsNoRetry() throws Exception {
        try (FaultServer server =
                FaultServer.answering(Script.sse("one"), Script.nothing().close(), Script.sse("two"))) {
            AnswerRecorder first = new AnswerRecorder();
            ResilientAnswerer answerer = answerer(server, threads, System::nanoTime, 0);
            answerer.answer(question(), first);
            assertEquals(FinishReason.COMPLETE, first.awaitDone());
            answerer.answer(question(), sink);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("two", sink.text());
            assertEquals(List.of(), sink.notices());
        }
    }

    @Test
    void cancellingClosesTheConnectionAtOnce() throws Exception {
        Script endless = Script.sseHead().delta("Hel").untilClientCloses();
        try (FaultServer server = FaultServer.answering(endless)) {
            StreamHandle handle = answerer(server, threads, System::nanoTime, 3).answer(question(), sink);
            assertEquals("Hel", sink.awaitFirstDelta());
            long cancelled = System.nanoTime();
            handle.cancel();
            assertEquals(ErrorCode.CANCELLED, sink.awaitError().code());
            long closed = server.clientClosed().get(20, TimeUnit.SECONDS);
            assertTrue(closed - cancelled < 2_000_000_000L, () -> (closed - cancelled) / 1_000_000 + " ms");
            assertEquals(1, sink.terminals());
        }
    }

    private ResilientAnswerer answerer(
            FaultServer server, ScheduledExecutorService scheduler, LongSupplier nanoTime, int retries) {
        HttpEndpoint endpoint = new HttpEndpoint(
                "work",
                server.baseUri(),
                () -> CompletableFuture.completedFuture(null),
                Map.of(),
                EndpointQuirks.NONE,
                Duration.ofSeconds(5));
        return new ResilientAnswerer(
                new HttpChatProvider(new ChatCompletionsApi(endpoint), new JdkHttpTransport(threads)),
                RetryRules.of(retries),
                StreamClocks.of(false, null, ClockSettings.DEFAULTS),
                scheduler,
                nanoTime,
                new Random(1));
    }

    private static ChatRequest question() {
        return new ChatRequest("tiny", List.of(new Message(Message.Role.USER, "question")), ChatRequest.Options.NONE);
    }
}
