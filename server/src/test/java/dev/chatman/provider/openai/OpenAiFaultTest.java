package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.provider.http.StaleConnection;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an endpoint can do wrong, over a real socket. */
class OpenAiFaultTest {

    private final RecordingSink sink = new RecordingSink();

    private ProviderException failureOf(Script... scripts) throws InterruptedException {
        try (FaultServer server = FaultServer.answering(scripts)) {
            return failureAt(server.baseUri());
        }
    }

    private ProviderException failureAt(URI uri) throws InterruptedException {
        try (ProviderFixture fixture = ProviderFixture.of(uri, EndpointQuirks.NONE)) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);
            ProviderException failure = sink.awaitError();
            assertEquals(1, sink.terminals());
            assertFalse(failure.toString().contains(ProviderFixture.KEY));
            return failure;
        }
    }

    @Test
    void saysThatNobodyListens() throws Exception {
        URI nobody;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        ProviderException failure = failureAt(nobody);

        assertEquals(ErrorCode.NETWORK_UNREACHABLE, failure.code());
        assertEquals("Cannot reach 127.0.0.1:" + nobody.getPort() + ".", failure.message());
        assertTrue(String.valueOf(failure.details().hint()).contains("start the local server"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost:8080", "gpu", "ftp://gpu/v1", "http:///v1"})
    void saysThatTheBaseUrlIsNone(String uri) throws Exception {
        ProviderException failure = failureAt(URI.create(uri));

        assertEquals(ErrorCode.INVALID_REQUEST, failure.code());
        assertEquals("The base URL is not an HTTP address.", failure.message());
    }

    @Test
    void tellsAStaleConnection() throws Exception {
        ProviderException failure = failureOf(Script.nothing().close());

        assertEquals(ErrorCode.NETWORK_UNREACHABLE, failure.code());
        assertTrue(StaleConnection.is(failure));
        assertTrue(failure.retryable());
    }

    @Test
    void tellsAReplyThatEndsInItsHead() throws Exception {
        ProviderException failure =
                failureOf(Script.nothing().send("HTTP/1.1 200 O").close());

        assertEquals(ErrorCode.NETWORK_UNREACHABLE, failure.code());
        assertFalse(StaleConnection.is(failure));
    }

    @Test
    void tellsAServerThatDoesNotSpeakHttp() throws Exception {
        ProviderException failure =
                failureOf(Script.nothing().send("SSH-2.0-OpenSSH\r\n\r\n").close());

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
    }

    @Test
    void tellsAServerThatDoesNotSpeakTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread answering = new Thread(() -> answerInPlainText(plain), "plain-server");
            answering.setDaemon(true);
            answering.start();

            assertEquals(
                    ErrorCode.TLS_ERROR,
                    failureAt(URI.create("https://127.0.0.1:" + plain.getLocalPort()))
                            .code());
        }
    }

    private static void answerInPlainText(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException closed) {
            // The client has seen enough.
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example/v1?key=1", "/v2/chat/completions", "%%%", ""})
    void followsNoRedirect(String location) throws Exception {
        ProviderException failure = failureOf(Script.reply(307, "", "Location: " + location), Script.sse("stolen"));

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
        assertEquals("", sink.text());
        if (location.startsWith("https")) {
            assertTrue(failure.message().endsWith("a redirect to elsewhere.example."), failure.message());
        }
    }

    @ParameterizedTest
    @CsvSource({"text/html; charset=utf-8, <!doctype html>", "text/plain, <html>", "application/json, nonsense: 1"})
    void tellsAWrongAddress(String contentType, String body) throws Exception {
        ErrorCode code = failureOf(Script.whole(200, contentType, body)).code();

        assertEquals(body.startsWith("<") ? ErrorCode.PROTOCOL_ERROR : ErrorCode.STREAM_INTERRUPTED, code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hello\":1}", "{\"choices\":[]}", "[]", "{\"broken\":", "[5]"})
    void tellsAWholeReplyThatIsNone(String body) throws Exception {
        assertEquals(
                ErrorCode.PROTOCOL_ERROR, failureOf(Script.reply(200, body)).code());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"code\":429,\"message\":\"slow\"}}", "[{\"error\":{\"code\":429}}]"})
    void tellsAnErrorUnderAGoodStatus(String body) throws Exception {
        assertEquals(ErrorCode.RATE_LIMITED, failureOf(Script.reply(200, body)).code());
    }

    @Test
    void refusesAnEncodedBody() throws Exception {
        ProviderException failure = failureOf(Script.head(200, "text/event-stream", "Content-Encoding: gzip")
                .chunk("\u001f")
                .end());

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
        assertEquals(200, failure.details().httpStatus());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"choices\":[{\"delta\":", "5", "[]", "oops", "{} {}"})
    void refusesABrokenChunk(String data) throws Exception {
        assertEquals(
                ErrorCode.PROTOCOL_ERROR,
                failureOf(Script.sseHead()
                                .delta("kept")
                                .event(data)
                                .delta("lost")
                                .done())
                        .code());
        assertEquals("kept", sink.text());
    }

    @Test
    void keepsWhatCameInTheSameReadAsABrokenChunk() throws Exception {
        String read = "data: " + Script.deltaJson("kept") + "\n\ndata: oops\n\n";

        assertEquals(
                ErrorCode.PROTOCOL_ERROR,
                failureOf(Script.sseHead().chunk(read).done()).code());
        assertEquals("kept", sink.text());
    }

    @ParameterizedTest
    @CsvSource({"first, ''", "middle, a", "after the finish reason, a"})
    void reportsAnErrorChunk(String when, String text) throws Exception {
        Script script = Script.sseHead();
        script = when.equals("first") ? script : script.delta("a");
        script = when.startsWith("after") ? script.finish("stop") : script;
        ProviderException failure = failureOf(
                script.event("{\"error\":{\"message\":\"boom\",\"code\":502}}").done());

        assertEquals(ErrorCode.SERVER_ERROR, failure.code());
        assertEquals("work failed: boom", failure.message());
        assertEquals(text, sink.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the model crashed | STREAM_INTERRUPTED",
                "{\"error\":{\"message\":\"Trying to keep more tokens than the context length\"}} "
                        + "| CONTEXT_LENGTH_EXCEEDED",
            })
    void reportsAnErrorEvent(String data, ErrorCode code) throws Exception {
        assertEquals(
                code,
                failureOf(Script.sseHead()
                                .chunk("event: error\ndata: " + data + "\n\n")
                                .done())
                        .code());
    }

    @Test
    void classifiesAnErrorWhoseBodyBreaksOff() throws Exception {
        ProviderException failure = failureOf(Script.head(429, "application/json", "Retry-After: 3")
                .chunk("{\"error\":")
                .close());

        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Duration.ofSeconds(3), failure.details().retryAfter());
    }

    @Test
    void readsNoEndlessErrorBody() throws Exception {
        try (FaultServer server =
                FaultServer.answering(Script.head(500, "text/plain").forever("x".repeat(8192)))) {
            assertEquals(ErrorCode.SERVER_ERROR, failureAt(server.baseUri()).code());
            server.awaitClientClosed();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "stop, COMPLETE",
        "tool_calls, COMPLETE",
        "something new, COMPLETE",
        "length, LENGTH",
        "model_length, LENGTH",
        "content_filter, REFUSED",
    })
    void readsReasonsToEnd(String reason, FinishReason expected) throws Exception {
        try (FaultServer server = FaultServer.answering(
                        Script.sseHead().delta("a").finish(reason).done());
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);

            assertEquals(expected, sink.awaitDone());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "content_filter, CONTENT_FILTERED",
        "error, STREAM_INTERRUPTED",
        "insufficient_system_resource, OVERLOADED"
    })
    void readsReasonsThatAreFailures(String reason, ErrorCode expected) throws Exception {
        assertEquals(expected, failureOf(Script.sseHead().finish(reason).done()).code());
    }

    @Test
    void takesARefusalForAnAnswer() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.sseHead()
                        .event("{\"choices\":[{\"delta\":{\"refusal\":\"I cannot.\"}}]}")
                        .finish("stop")
                        .done());
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);

            assertEquals(FinishReason.REFUSED, sink.awaitDone());
            assertEquals("I cannot.", sink.text());
        }
    }
}
