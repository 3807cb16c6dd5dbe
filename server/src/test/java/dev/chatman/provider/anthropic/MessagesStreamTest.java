package dev.chatman.provider.anthropic;

import static dev.chatman.provider.anthropic.Events.blockStart;
import static dev.chatman.provider.anthropic.Events.end;
import static dev.chatman.provider.anthropic.Events.error;
import static dev.chatman.provider.anthropic.Events.sse;
import static dev.chatman.provider.anthropic.Events.text;
import static dev.chatman.provider.anthropic.Events.thinking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.Usage;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.ReceivedRequest;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of Messages, good and bad, over a real socket. */
class MessagesStreamTest {

    private final RecordingSink sink = new RecordingSink();

    /** Each event in a network read of its own. */
    private static Script stream(String... events) {
        Script script = Script.sseHead();
        for (String event : events) {
            script = script.chunk(sse(event));
        }
        return script;
    }

    private ReceivedRequest play(Script script) throws InterruptedException {
        try (FaultServer server = FaultServer.answering(script);
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);
            sink.awaitEnd();
            assertEquals(1, sink.terminals());
            return server.takeRequest();
        }
    }

    private ProviderException failureOf(Script script) throws InterruptedException {
        play(script);
        return sink.awaitError();
    }

    @Test
    void passesAnAnswerOnAsItComes() throws Exception {
        ReceivedRequest request = play(stream(
                        Events.START,
                        Events.PING,
                        blockStart("{\"type\":\"thinking\",\"thinking\":\"\"}"),
                        thinking("hm"),
                        Events.PING,
                        "{\"type\":\"something_new\"}",
                        text("Hel"),
                        text("lo"),
                        end("end_turn", 7),
                        end("end_turn", 15),
                        Events.STOP)
                .end());

        assertEquals(FinishReason.COMPLETE, sink.awaitDone());
        assertEquals("Hello", sink.text());
        assertEquals("hm", sink.thinking());
        assertEquals(new Usage(1125, 15, 1000, null, false), sink.usage());
        assertEquals("/v1/messages", request.path());
        assertEquals(ProviderFixture.KEY, request.header("x-api-key").orElseThrow());
        assertEquals("2023-06-01", request.header("anthropic-version").orElseThrow());
        assertEquals("editors", request.header("x-team").orElseThrow());
        assertTrue(request.header("authorization").isEmpty());
    }

    @Test
    void passesOnTogetherWhatCameTogether() throws Exception {
        play(Script.sseHead()
                .chunk(sse(Events.START) + sse(text("Hel")) + sse(Events.PING) + sse(text("lo")))
                .chunk(sse(end("end_turn", 2)) + sse(Events.STOP))
                .end());

        assertEquals(List.of("Hello"), sink.deltas());
    }

    @Test
    void aPingIsASignOfLifeAndNothingElse() throws Exception {
        play(stream(Events.START, Events.PING, Events.PING).close());

        assertTrue(sink.activity() > 0);
        assertEquals(List.of(), sink.deltas());
        assertEquals(List.of(), sink.notices());
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, COMPLETE",
        "stop_sequence, COMPLETE",
        "tool_use, COMPLETE",
        "max_tokens, LENGTH",
        "pause_turn, LENGTH",
        "model_context_window_exceeded, LENGTH",
        "refusal, REFUSED",
        "something_new, COMPLETE",
    })
    void readsReasonsToEnd(String reason, FinishReason expected) throws Exception {
        play(stream(Events.START, text("a"), end(reason, 1), Events.STOP).end());

        assertEquals(expected, sink.awaitDone());
    }

    @ParameterizedTest
    @CsvSource({"model_context_window_exceeded, CONTEXT_LENGTH_EXCEEDED", "refusal, CONTENT_FILTERED"})
    void anAnswerWithoutAWordIsAFailure(String reason, ErrorCode expected) throws Exception {
        assertEquals(
                expected,
                failureOf(stream(Events.START, thinking("hm"), end(reason, 1), Events.STOP)
                                .end())
                        .code());
    }

    /** The reason to end comes after the last piece of the answer, so nothing can be missing behind it. */
    @ParameterizedTest
    @ValueSource(strings = {"end", "close", "reset"})
    void needsNoStopAfterTheReasonToEnd(String how) throws Exception {
        Script script = stream(Events.START, text("a"), end("end_turn", 1));
        play(how.equals("end") ? script.end() : how.equals("close") ? script.close() : script.reset());

        assertEquals(FinishReason.COMPLETE, sink.awaitDone());
        assertEquals("a", sink.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"end", "close", "reset"})
    void isInterruptedWithoutTheReasonToEnd(String how) throws Exception {
        Script script = stream(Events.START, text("a"));
        ProviderException failure =
                failureOf(how.equals("end") ? script.end() : how.equals("close") ? script.close() : script.reset());

        assertEquals(ErrorCode.STREAM_INTERRUPTED, failure.code());
        assertEquals("a", sink.text());
    }

    @Test
    void aStopWithoutAnAnswerIsNone() throws Exception {
        assertEquals(
                ErrorCode.STREAM_INTERRUPTED,
                failureOf(stream(Events.START, Events.STOP).end()).code());
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OVERLOADED, true",
        "api_error, SERVER_ERROR, true",
        "timeout_error, TIMEOUT_FIRST_TOKEN, true",
        "rate_limit_error, RATE_LIMITED, true",
        "invalid_request_error, INVALID_REQUEST, false",
        "something_new, STREAM_INTERRUPTED, true",
    })
    void reportsAnErrorInTheStream(String type, ErrorCode expected, boolean retryable) throws Exception {
        ProviderException failure = failureOf(stream(Events.START, text("kept"), error(type, "no"), text("lost"))
                .end());

        assertEquals(expected, failure.code());
        assertEquals(retryable, failure.retryable());
        assertEquals(type, failure.details().providerCode());
        assertEquals("kept", sink.text());
    }

    @Test
    void reportsAnErrorBeforeTheFirstWordAndAfterTheReasonToEnd() throws Exception {
        assertEquals(
                ErrorCode.OVERLOADED,
                failureOf(stream(error("overloaded_error", "no")).end()).code());
        MessagesStreamTest later = new MessagesStreamTest();
        assertEquals(
                ErrorCode.OVERLOADED,
                later.failureOf(stream(text("a"), end("end_turn", 1), error("overloaded_error", "no"))
                                .end())
                        .code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "5", "{\"type\":"})
    void refusesWhatIsNoEvent(String data) throws Exception {
        ProviderException failure =
                failureOf(Script.sseHead().chunk(sse(text("kept"))).event(data).end());

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
        assertEquals("kept", sink.text());
        assertTrue(String.valueOf(failure.details().hint()).contains("Anthropic's Messages API"));
    }

    @Test
    void takesAWholeReplyForAnAnswer() throws Exception {
        play(
                Script.reply(
                        200,
                        "{\"type\":\"message\",\"content\":[{\"type\":\"text\",\"text\":\"a\"}],\"stop_reason\":\"end_turn\"}"));

        assertEquals(FinishReason.COMPLETE, sink.awaitDone());
        assertEquals("a", sink.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"hello\":1} | PROTOCOL_ERROR",
                "{\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\"}} | OVERLOADED",
                "[] | PROTOCOL_ERROR",
            })
    void tellsAWholeReplyThatIsNone(String body, ErrorCode expected) throws Exception {
        assertEquals(expected, failureOf(Script.reply(200, body)).code());
    }

    @Test
    void doesNotTakeAnotherProtocolForAnAnswer() throws Exception {
        assertEquals(ErrorCode.STREAM_INTERRUPTED, failureOf(Script.sse("a")).code());
    }

    @Test
    void cancelClosesTheConnection() throws Exception {
        try (FaultServer server =
                        FaultServer.answering(stream(Events.START, text("a")).untilClientCloses());
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            StreamHandle handle = fixture.provider().chat(ProviderFixture.question("hi"), sink);
            sink.awaitFirstDelta();
            handle.cancel();

            assertTrue(server.awaitClientClosed() > 0);
        }
    }
}
