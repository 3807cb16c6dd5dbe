package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamSink;
import dev.chatman.spi.Usage;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.ReceivedRequest;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over a real socket. */
class OpenAiStreamTest {

    private static final String FINISH = "{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}]}";

    private final RecordingSink sink = new RecordingSink();

    private final List<ProviderFixture> fixtures = new ArrayList<>();

    @AfterEach
    void closeFixtures() {
        fixtures.forEach(ProviderFixture::close);
    }

    private void ask(FaultServer server) {
        ask(server, sink);
    }

    private void ask(FaultServer server, StreamSink reader) {
        ProviderFixture fixture = ProviderFixture.of(server);
        fixtures.add(fixture);
        fixture.provider().chat(ProviderFixture.question("hi"), reader);
    }

    @Test
    void streamsAnAnswer() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.sse("Hel", "lo \"😀\"\n"))) {
            ask(server);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("Hello \"😀\"\n", sink.text());
            assertEquals(new Usage(3, 2, null, null, false), sink.usage());
            assertTrue(sink.activity() > 0);

            ReceivedRequest request = server.takeRequest();
            assertEquals("POST", request.method());
            assertEquals("/v1/chat/completions", request.path());
            assertEquals(
                    "Bearer " + ProviderFixture.KEY,
                    request.header("authorization").orElseThrow());
            assertEquals("editors", request.header("x-team").orElseThrow());
            assertEquals("application/json", request.header("content-type").orElseThrow());
            assertTrue(request.header("upgrade").isEmpty(), "an upgrade to HTTP/2 breaks vLLM and LM Studio");
            assertEquals(
                    JsonParser.parseString(
                            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}],\"stream\":true,"
                                    + "\"stream_options\":{\"include_usage\":true},\"max_tokens\":64}"),
                    JsonParser.parseString(request.body()));
        }
    }

    @Test
    void passesOnTogetherWhatCameTogether() throws Exception {
        String events = "data: " + Script.deltaJson("a") + "\n\n: ping\n\ndata: " + Script.deltaJson("b") + "\n\n";
        try (FaultServer server = FaultServer.answering(
                Script.sseHead().chunk(events).finish("stop").done())) {
            ask(server);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals(List.of("ab"), sink.deltas());
        }
    }

    @Test
    void takesAFinishReasonWithoutDoneForTheEnd() throws Exception {
        try (FaultServer server = FaultServer.answering(
                Script.sseHead().delta("a").finish("length").end())) {
            ask(server);

            assertEquals(FinishReason.LENGTH, sink.awaitDone());
        }
    }

    @Test
    void keepsACompleteAnswerWhenTheConnectionBreaksAfterwards() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        try (FaultServer server = FaultServer.answering(
                Script.sseHead().delta("a").finish("stop").await(read).reset())) {
            ask(server);
            sink.awaitFirstDelta();
            read.countDown();

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals(1, sink.terminals());
        }
    }

    @Test
    void readsTheLastEventWithoutItsBlankLine() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.closeDelimitedHead(200, "text/event-stream")
                .send("data: " + Script.deltaJson("a") + "\n\ndata: " + FINISH)
                .close())) {
            ask(server);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("a", sink.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "truncate", "half", "end"})
    void reportsAnAnswerThatBreaksOff(String how) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Script begun = Script.sseHead().delta("a").await(read);
        Script script = switch (how) {
            case "close" -> begun.close();
            case "reset" -> begun.reset();
            case "truncate" -> begun.send("ff\r\ndata: {").close();
            case "half" -> begun.chunk("data: {\"choices\":[{\"delta\":{\"cont").end();
            default -> begun.end();
        };
        try (FaultServer server = FaultServer.answering(script)) {
            ask(server);
            sink.awaitFirstDelta();
            read.countDown();

            ProviderException failure = sink.awaitError();
            assertEquals(ErrorCode.STREAM_INTERRUPTED, failure.code());
            assertEquals("a", sink.text());
            assertEquals(1, sink.terminals());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data: [DONE]\n\n", ": ping\n\n"})
    void doesNotTakeAnEmptyStreamForAnAnswer(String body) throws Exception {
        Script script = body.isEmpty() ? Script.sseHead() : Script.sseHead().chunk(body);
        try (FaultServer server = FaultServer.answering(script.end())) {
            ask(server);

            ProviderException failure = sink.awaitError();
            assertEquals(ErrorCode.STREAM_INTERRUPTED, failure.code());
            assertEquals("work ended the stream without an answer.", failure.message());
        }
    }

    @Test
    void takesAWholeReplyInsteadOfAStream() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.reply(
                200,
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"whole\"},\"finish_reason\":\"stop\"}],"
                        + "\"usage\":{\"prompt_tokens\":1,\"completion_tokens\":1}}"))) {
            ask(server);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("whole", sink.text());
            assertEquals(new Usage(1, 1, null, null, false), sink.usage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "text/plain", "application/json"})
    void readsAStreamUnderAnotherContentType(String contentType) throws Exception {
        try (FaultServer server = FaultServer.answering(Script.head(200, contentType)
                .chunk("\n")
                .delta("a")
                .finish("stop")
                .done())) {
            ask(server);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("a", sink.text());
        }
    }

    @Test
    void takesPingsForASignOfLife() throws Exception {
        CountDownLatch alive = new CountDownLatch(1);
        RecordingSink listening = new RecordingSink() {
            @Override
            public void onActivity() {
                alive.countDown();
            }
        };
        CountDownLatch noticed = new CountDownLatch(1);
        try (FaultServer server = FaultServer.answering(Script.sseHead()
                .chunk(": ping\n\n")
                .await(noticed)
                .delta("a")
                .finish("stop")
                .done())) {
            ask(server, listening);

            assertTrue(alive.await(20, TimeUnit.SECONDS));
            assertEquals("", listening.text());
            noticed.countDown();
            assertEquals(FinishReason.COMPLETE, listening.awaitDone());
        }
    }

    @Test
    void closesTheConnectionWhenItsReaderBreaks() throws Exception {
        RecordingSink broken = new RecordingSink() {
            @Override
            public void onDelta(String text) {
                throw new IllegalStateException("a bug");
            }
        };
        try (FaultServer server =
                FaultServer.answering(Script.sseHead().delta("a").untilClientCloses())) {
            ask(server, broken);

            assertEquals(ErrorCode.INTERNAL, broken.awaitError().code());
            server.awaitClientClosed();
        }
    }
}
