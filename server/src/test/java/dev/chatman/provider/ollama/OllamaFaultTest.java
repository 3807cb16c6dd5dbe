package dev.chatman.provider.ollama;

import static dev.chatman.provider.ollama.OllamaFixture.DONE;
import static dev.chatman.provider.ollama.OllamaFixture.SHOW;
import static dev.chatman.provider.ollama.OllamaFixture.lines;
import static dev.chatman.provider.ollama.OllamaFixture.piece;
import static dev.chatman.provider.ollama.OllamaFixture.question;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an Ollama server can do wrong, over a real socket. */
class OllamaFaultTest {

    private static final String CUT_OFF = "{\"message\":{\"content\":\"los";

    private final RecordingSink sink = new RecordingSink();

    /** @param chat what comes after the question for the model's context */
    private ProviderException failureOf(Script chat) throws InterruptedException {
        try (FaultServer server = FaultServer.answering(SHOW, chat);
                OllamaFixture fixture = OllamaFixture.of(server)) {
            return failureOf(fixture);
        }
    }

    private ProviderException failureOf(OllamaFixture fixture) throws InterruptedException {
        fixture.provider().chat(question(), sink);
        ProviderException failure = sink.awaitError();
        assertEquals(1, sink.terminals());
        return failure;
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "400 | the input length exceeds the context length | CONTEXT_LENGTH_EXCEEDED | false",
                "400 | \"tiny\" does not support chat | INVALID_REQUEST | false",
                "401 | unauthorized | AUTH_MISSING | false",
                "403 | ollama cloud is disabled: remote inference is unavailable | PERMISSION_DENIED | false",
                "404 | model 'tiny' not found | MODEL_NOT_FOUND | false",
                "408 | request timeout | TIMEOUT_FIRST_TOKEN | true",
                "413 | too large | REQUEST_TOO_LARGE | false",
                "429 | too many concurrent requests | RATE_LIMITED | true",
                "500 | llama runner process has terminated | SERVER_ERROR | true",
                "502 | cloud unreachable | SERVER_ERROR | true",
                "503 | server busy, please try again. maximum pending requests exceeded | OVERLOADED | true",
                "504 | timeout | TIMEOUT_FIRST_TOKEN | true",
            })
    void classifiesErrors(int status, String error, ErrorCode code, boolean retryable) throws Exception {
        ProviderException failure =
                failureOf(Script.reply(status, "{\"error\":\"" + error.replace("\"", "\\\"") + "\"}"));

        assertEquals(code, failure.code());
        assertEquals(retryable, failure.retryable());
        assertEquals(status, failure.details().httpStatus());
    }

    @Test
    void saysHowToGetAModel() throws Exception {
        ProviderException failure = failureOf(Script.reply(404, "{\"error\":\"model 'tiny' not found\"}"));

        assertEquals("ollama does not serve the model tiny.", failure.message());
        assertEquals(
                "Run `ollama pull tiny`, or choose one of its models.",
                failure.details().hint());
    }

    @Test
    void leavesItToTheChatToSayThatThereIsNoSuchModel() throws Exception {
        Script missing = Script.reply(404, "{\"error\":\"model 'tiny' not found\"}");
        try (FaultServer server = FaultServer.answering(missing, missing);
                OllamaFixture fixture = OllamaFixture.of(server)) {
            assertEquals(ErrorCode.MODEL_NOT_FOUND, failureOf(fixture).code());
        }
    }

    @Test
    void asksToSignIn() throws Exception {
        ProviderException failure = failureOf(Script.reply(
                401, "{\"error\":\"unauthorized\",\"signin_url\":\"https://ollama.com/connect?name=x&key=y\"}"));

        assertEquals(ErrorCode.AUTH_INVALID, failure.code());
        assertEquals("ollama wants you to sign in.", failure.message());
        assertTrue(String.valueOf(failure.details().hint()).contains("`ollama signin`"));
    }

    @Test
    void waitsAsLongAsTheServerAsks() throws Exception {
        ProviderException failure = failureOf(Script.reply(429, "{\"error\":\"slow down\"}", "Retry-After: 7"));

        assertEquals(Duration.ofSeconds(7), failure.details().retryAfter());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void asksWhetherTheServerRuns(boolean chat) throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (OllamaFixture fixture = OllamaFixture.at(nobody)) {
            ProviderException failure = chat ? failureOf(fixture) : failureOfListing(fixture);

            assertEquals(ErrorCode.NETWORK_UNREACHABLE, failure.code());
            String hint = String.valueOf(failure.details().hint());
            assertTrue(hint.startsWith("Is `ollama serve` running?"), hint);
        }
    }

    private static ProviderException failureOfListing(OllamaFixture fixture) {
        ExecutionException failed = assertThrows(
                ExecutionException.class,
                () -> fixture.provider().models().toCompletableFuture().get(20, TimeUnit.SECONDS));
        return (ProviderException) Objects.requireNonNull(failed.getCause());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "an error was encountered while running the model: unexpected EOF | STREAM_INTERRUPTED",
                "prompt too long; exceeded max context length by 4 tokens | CONTEXT_LENGTH_EXCEEDED",
            })
    void reportsAnErrorLine(String error, ErrorCode code) throws Exception {
        ProviderException failure =
                failureOf(lines().chunk(piece("kept") + "{\"error\":\"" + error + "\"}\n" + piece("lost"))
                        .end());

        assertEquals(code, failure.code());
        assertEquals("kept", sink.text());
    }

    @Test
    void reportsAnErrorInTheFirstLine() throws Exception {
        ProviderException failure =
                failureOf(lines().chunk("{\"error\":\"the runner died\"}\n").end());

        assertEquals(ErrorCode.STREAM_INTERRUPTED, failure.code());
        assertEquals("ollama broke the answer off: the runner died", failure.message());
        assertTrue(failure.retryable());
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "reset", "truncate", "half", "end"})
    void reportsAnAnswerThatBreaksOff(String how) throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        Script begun = lines().chunk(piece("kept")).await(read);
        Script script = switch (how) {
            case "close" -> begun.close();
            case "reset" -> begun.reset();
            case "truncate" -> begun.send("ff\r\n" + CUT_OFF).close();
            case "half" -> begun.chunk(CUT_OFF).end();
            default -> begun.end();
        };
        try (FaultServer server = FaultServer.answering(SHOW, script);
                OllamaFixture fixture = OllamaFixture.of(server)) {
            fixture.provider().chat(question(), sink);
            sink.awaitFirstDelta();
            read.countDown();

            assertEquals(ErrorCode.STREAM_INTERRUPTED, sink.awaitError().code());
            assertEquals("kept", sink.text());
            assertEquals(1, sink.terminals());
        }
    }

    @Test
    void reportsACutThatOnlyTheMissingLastLineShows() throws Exception {
        ProviderException failure = failureOf(Script.closeDelimitedHead(200, "application/x-ndjson")
                .send(piece("kept") + CUT_OFF)
                .close());

        assertEquals(ErrorCode.STREAM_INTERRUPTED, failure.code());
        assertEquals("kept", sink.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n"})
    void doesNotTakeAnEmptyStreamForAnAnswer(String body) throws Exception {
        Script head = lines();

        assertEquals(
                ErrorCode.STREAM_INTERRUPTED,
                failureOf((body.isEmpty() ? head : head.chunk(body)).end()).code());
    }

    @Test
    void doesNotTakeALoadedModelForAnAnswer() throws Exception {
        assertEquals(
                ErrorCode.STREAM_INTERRUPTED,
                failureOf(lines().chunk(DONE.replace("stop", "load")).end()).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "5", "[]", "{\"hello\":1}", "{\"broken\":", "{\"done\":false} {\"done\":true}"})
    void refusesALineThatIsNone(String line) throws Exception {
        ProviderException failure = failureOf(lines().chunk(piece("kept") + line + "\n" + piece("lost") + DONE)
                .end());

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
        assertEquals("kept", sink.text());
        assertTrue(String.valueOf(failure.details().hint()).contains("belongs to Ollama"));
    }

    @Test
    void refusesALineWithoutEnd() throws Exception {
        try (FaultServer server = FaultServer.answering(SHOW, lines().forever("x".repeat(1 << 20)));
                OllamaFixture fixture = OllamaFixture.of(server)) {
            assertEquals(ErrorCode.PROTOCOL_ERROR, failureOf(fixture).code());
            server.awaitClientClosed();
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html, <!doctype html>", "text/plain, <html>", "application/json, <html>"})
    void tellsAWebPage(String contentType, String body) throws Exception {
        ProviderException failure = failureOf(Script.whole(200, contentType, body));

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
        assertTrue(failure.message().endsWith("answered with a web page."), failure.message());
    }

    /** As a real llama-server answered, which has no such endpoint. */
    @Test
    void tellsAServerThatIsNotOllama() throws Exception {
        ProviderException failure = failureOf(Script.reply(404, recordedBody()));

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
        assertEquals("Check the base URL of ollama.", failure.details().hint());
    }

    private static String recordedBody() throws IOException {
        try (var recording =
                OllamaFaultTest.class.getResourceAsStream("/transcripts/llama-server/74-ollama-chat.txt")) {
            String text = new String(
                    Objects.requireNonNull(recording, "the recording").readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("\r\n\r\n") + 4, text.indexOf("--- curl exit"))
                    .strip();
        }
    }

    @Test
    void passesOnNothingOfAPromptThatAnErrorEchoes() throws Exception {
        ProviderException failure = failureOf(Script.reply(400, "{\"error\":\"cannot parse how are you today?\"}"));

        assertEquals("ollama rejected the request.", failure.message());
    }
}
