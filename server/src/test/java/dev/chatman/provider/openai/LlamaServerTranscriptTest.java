package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.Usage;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import dev.chatman.testing.Transcript;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Recorded replies of a real llama-server, byte for byte over a real socket. */
class LlamaServerTranscriptTest {

    private static RecordingSink replay(Script script) throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (FaultServer server = FaultServer.answering(script);
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(ProviderFixture.question("a question of my own"), sink);
            sink.awaitEnd();
        }
        return sink;
    }

    @ParameterizedTest
    @CsvSource({
        "10-chat-nonstream, ')_{iała purelyonders whetheresters miserudesżsследова autonomindo', LENGTH, 21, 12, 20",
        "11-chat-stream, ')_{iała uncle giugno\uFFFD Lage', LENGTH, , ,",
        "12-chat-stream-usage, ')_{iała uncle giugno', LENGTH, 35, 4, 34",
        "13-chat-stream-rawchunks, ')_{iała uncle', LENGTH, 35, 3, 34",
        "14-chat-stream-timings-per-token, ')_{iała', LENGTH, , ,",
        "15-chat-stream-stopword, ')_{i', COMPLETE, , ,",
        "16-chat-max-completion-tokens, ')_{iała uncle', LENGTH, 35, 3, 34",
        "17-chat-content-parts, ')_{iała uncle', LENGTH, 35, 3, 34",
        "18-chat-unicode, ')_{iała affair', LENGTH, 44, 3, 28",
        "30-unknown-model, ')_{iała', LENGTH, 35, 2, 34",
        "31-max-tokens-0, 'page', LENGTH, 35, 1, 34",
        "32-n-2, ')_{iała', LENGTH, 35, 2, 34",
        "33-tools, ' structure Edition\"iviitled Dragon RE\"=>', LENGTH, 35, 8, 34",
        "38-no-content-type, ')_{iała', LENGTH, 35, 2, 34",
    })
    void readsAnswers(String name, String text, FinishReason end, Integer input, Integer output, Integer cached)
            throws Exception {
        Transcript transcript = Transcript.of(name);
        List<Script> cuts = transcript.isJoinedStream()
                ? List.of(transcript.script(), transcript.scriptByteByByte())
                : List.of(transcript.script());
        for (Script script : cuts) {
            RecordingSink sink = replay(script);

            assertEquals(end, sink.awaitDone());
            assertEquals(text, sink.text());
            assertEquals(input == null ? null : new Usage(input, output, cached, null, false), sink.usage());
            assertEquals(1, sink.terminals());
        }
    }

    @Test
    void readsAnAnswerThatFillsTheContext() throws Exception {
        RecordingSink sink = replay(Transcript.of("41-context-full").script());

        assertEquals(FinishReason.LENGTH, sink.awaitDone());
        assertTrue(sink.text().startsWith(")_{iała uncle giugno\uFFFD ejecью"));
    }

    @Test
    void showsHowFarThePromptIsRead() throws Exception {
        RecordingSink sink =
                replay(Transcript.of("14-chat-stream-timings-per-token").script());

        assertEquals(Notice.Type.READING, sink.notices().get(0).type());
        assertEquals(34.0 / 35, sink.notices().get(0).fraction());
    }

    @ParameterizedTest
    @CsvSource({
        "20-err-badjson, SERVER_ERROR, 500",
        "21-err-nomessages, INVALID_REQUEST, 400",
        "22-err-messages-type, INVALID_REQUEST, 400",
        "23-err-emptybody, SERVER_ERROR, 500",
        "24-err-unknown-route, PROTOCOL_ERROR, 404",
        "25-err-method, PROTOCOL_ERROR, 404",
        "26-err-toolong, CONTEXT_LENGTH_EXCEEDED, 400",
        "27-err-toolong-stream, CONTEXT_LENGTH_EXCEEDED, 400",
        "28-err-badtype, INVALID_REQUEST, 400",
        "29-err-badgrammar, INVALID_REQUEST, 400",
        "34-ollama-tags, PROTOCOL_ERROR, 404",
        "60-loading-503, MODEL_LOADING, 503",
        "61-api-key, AUTH_INVALID, 401",
        "73-messages-error, SERVER_ERROR, 500",
    })
    void classifiesErrors(String name, ErrorCode code, int status) throws Exception {
        RecordingSink sink = replay(Transcript.of(name).script());

        ProviderException failure = sink.awaitError();
        assertEquals(code, failure.code());
        assertEquals(status, failure.details().httpStatus());
        assertEquals(1, sink.terminals());
    }

    @Test
    void saysHowLongThePromptIs() throws Exception {
        assertEquals(
                "The prompt is too long for the model tiny (6424/1024 tokens).",
                replay(Transcript.of("27-err-toolong-stream").script())
                        .awaitError()
                        .message());
    }

    @Test
    void quotesOnlyTheFirstLineOfAnErrorAboutTheTemplate() throws Exception {
        String body = Transcript.text("42-err-template-raise").replace(" [http 400]", "");

        assertEquals(
                "work rejected the request: Unable to generate parser for this template. Automatic parser generation "
                        + "failed:",
                replay(Script.reply(400, body)).awaitError().message());
    }

    /** A stream of another protocol has events that are JSON but say nothing to us. */
    @ParameterizedTest
    @CsvSource({"70-anthropic-messages-stream", "72-responses-stream"})
    void doesNotTakeAnotherProtocolForAnAnswer(String name) throws Exception {
        Transcript transcript = Transcript.of(name);
        RecordingSink sink = replay(Script.sseHead().chunk(transcript.body()).end());

        assertEquals(ErrorCode.STREAM_INTERRUPTED, sink.awaitError().code());
    }

    @Test
    void listsModels() throws Exception {
        try (FaultServer server =
                        FaultServer.answering(Transcript.of("02-models").script());
                ProviderFixture fixture = ProviderFixture.of(server)) {
            List<ModelInfo> models =
                    fixture.provider().models().toCompletableFuture().get(20, TimeUnit.SECONDS);

            assertEquals(List.of(new ModelInfo("tiny-random", null, 1024, null, null)), models);
            assertEquals("/v1/models", server.takeRequest().path());
        }
    }
}
