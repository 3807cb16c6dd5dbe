package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.testing.LspClient;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing a client sends ends the server; what has an answer in JSON-RPC gets it, and the next message goes on. */
class MalformedMessageTest {

    private static final String CHAT = "{\"jsonrpc\":\"2.0\",\"id\":900,\"method\":\"chatman/chat\",\"params\":";

    static Stream<Arguments> requests() {
        return Stream.of(
                Arguments.of("no JSON", "{\"jsonrpc\":", "null", -32700),
                Arguments.of("empty", "", "null", -32700),
                Arguments.of("lenient JSON", "{id:900,method:'chatman/providers'}", "null", -32700),
                Arguments.of("two documents", "{\"id\":900,\"method\":\"chatman/providers\"}{}", "null", -32700),
                Arguments.of("too deep", "[".repeat(100_000), "null", -32700),
                Arguments.of("a batch", "[{\"id\":900,\"method\":\"chatman/providers\"}]", "null", -32600),
                Arguments.of("a string", "\"hello\"", "null", -32600),
                Arguments.of("null", "null", "null", -32600),
                Arguments.of("no method, no result", "{\"jsonrpc\":\"2.0\",\"id\":900}", "900", -32600),
                Arguments.of("method is a number", "{\"id\":900,\"method\":7}", "900", -32600),
                Arguments.of("id is null", "{\"id\":null,\"method\":\"chatman/providers\"}", "null", -32600),
                Arguments.of("id is an object", "{\"id\":{},\"method\":\"chatman/providers\"}", "null", -32600),
                Arguments.of("id is a fraction", "{\"id\":1.5,\"method\":\"chatman/providers\"}", "null", -32600),
                Arguments.of("unknown method", "{\"id\":900,\"method\":\"chatman/none\"}", "900", -32601),
                Arguments.of("unknown optional", "{\"id\":900,\"method\":\"$/none\"}", "900", -32601),
                Arguments.of("not announced", "{\"id\":900,\"method\":\"textDocument/hover\"}", "900", -32601),
                Arguments.of("a notification's name", "{\"id\":900,\"method\":\"exit\"}", "900", -32601),
                Arguments.of("a string id", "{\"id\":\"x\",\"method\":\"chatman/none\"}", "\"x\"", -32601),
                Arguments.of(
                        "a huge id", "{\"id\":12345678901234567890,\"method\":\"n\"}", "12345678901234567890", -32601),
                Arguments.of("params missing", "{\"id\":900,\"method\":\"chatman/chat\"}", "900", -32602),
                Arguments.of("params null", CHAT + "null}", "900", -32602),
                Arguments.of("params a string", CHAT + "\"Why?\"}", "900", -32602),
                Arguments.of("params a number", CHAT + "7}", "900", -32602),
                Arguments.of("params empty array", CHAT + "[]}", "900", -32602),
                Arguments.of("params two of them", CHAT + "[{\"text\":\"a\"},{}]}", "900", -32602),
                Arguments.of("params by position, empty", CHAT + "[null]}", "900", -32602),
                Arguments.of("params empty", CHAT + "{}}", "900", -32602),
                Arguments.of("text blank", CHAT + "{\"text\":\" \\n\"}}", "900", -32602),
                Arguments.of("text an object", CHAT + "{\"text\":{}}}", "900", -32602),
                Arguments.of("unknown action", CHAT + "{\"action\":\"dance\"}}", "900", -32602),
                Arguments.of("context an object", CHAT + "{\"text\":\"a\",\"context\":{}}}", "900", -32602),
                Arguments.of("context of null", CHAT + "{\"text\":\"a\",\"context\":[null]}}", "900", -32602),
                Arguments.of("context without uri", CHAT + "{\"text\":\"a\",\"context\":[{}]}}", "900", -32602),
                Arguments.of(
                        "range without end",
                        CHAT + "{\"text\":\"a\",\"context\":[{\"uri\":\"u:1\",\"range\":{\"start\":{}}}]}}",
                        "900",
                        -32602),
                Arguments.of(
                        "line a fraction",
                        CHAT + "{\"text\":\"a\",\"context\":[{\"uri\":\"u:1\",\"range\":"
                                + "{\"start\":{\"line\":0.5,\"character\":0},\"end\":{\"line\":1,\"character\":0}}}]}}",
                        "900",
                        -32602),
                Arguments.of("token a boolean", CHAT + "{\"text\":\"a\",\"partialResultToken\":true}}", "900", -32602),
                Arguments.of("text a number", CHAT + "{\"text\":5}}", "900", -32602),
                Arguments.of("text a boolean", CHAT + "{\"text\":true}}", "900", -32602),
                Arguments.of("token a fraction", CHAT + "{\"text\":\"a\",\"partialResultToken\":1.5}}", "900", -32602),
                Arguments.of(
                        "id after wrong params",
                        "{\"params\":\"x\",\"method\":\"chatman/chat\",\"id\":900}",
                        "900",
                        -32602),
                Arguments.of(
                        "stop without turn", "{\"id\":900,\"method\":\"chatman/stop\",\"params\":{}}", "900", -32602),
                Arguments.of(
                        "resume without offset",
                        "{\"id\":900,\"method\":\"chatman/resume\",\"params\":{\"turnId\":\"t\"}}",
                        "900",
                        -32602));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("requests")
    void isAnsweredAndTheNextMessageGoesOn(String name, String body, String id, int code) throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            client.send(body);
            JsonObject answer = client.awaitMessage(message -> message.has("error"));
            assertEquals(id, String.valueOf(answer.get("id")), answer.toString());
            JsonObject error = answer.getAsJsonObject("error");
            assertEquals(code, error.get("code").getAsInt(), answer.toString());
            assertFalse(error.get("message").getAsString().isBlank());
            assertFalse(error.toString().contains("Exception"), "no innards");
            if (code == -32602) {
                JsonElement data = error.get("data");
                assertEquals(
                        "INVALID_REQUEST", data.getAsJsonObject().get("code").getAsString());
            }
            assertStillAnswers(client);
        }
    }

    static Stream<String> ignored() {
        return Stream.of(
                "{\"method\":\"chatman/none\"}",
                "{\"method\":\"$/none\",\"params\":[1]}",
                "{\"method\":\"textDocument/didOpen\"}",
                "{\"method\":\"textDocument/didOpen\",\"params\":{\"textDocument\":{}}}",
                "{\"method\":\"textDocument/didOpen\",\"params\":[]}",
                "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":{\"uri\":\"u:1\",\"version\":1}}}",
                "{\"method\":\"textDocument/didChange\",\"params\":{\"textDocument\":7}}",
                "{\"method\":\"textDocument/didClose\",\"params\":{\"textDocument\":{\"uri\":\"u:none\"}}}",
                "{\"method\":\"workspace/didChangeWorkspaceFolders\",\"params\":{\"event\":{\"added\":[null,{}]}}}",
                "{\"method\":\"workspace/didChangeConfiguration\",\"params\":{\"settings\":7}}",
                "{\"method\":\"window/workDoneProgress/cancel\",\"params\":{\"token\":\"none\"}}",
                "{\"method\":\"$/setTrace\",\"params\":null}",
                "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":4711}}",
                "{\"method\":\"$/cancelRequest\",\"params\":{\"id\":{}}}",
                "{\"method\":\"$/cancelRequest\"}",
                "{\"id\":4711,\"result\":{\"a\":1}}",
                "{\"id\":null,\"error\":{\"code\":1,\"message\":\"x\"}}",
                "{\"id\":[],\"result\":null}");
    }

    @ParameterizedTest
    @MethodSource("ignored")
    void withoutAnAnswerIsIgnored(String body) throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            client.send(body);
            assertStillAnswers(client);
            assertTrue(client.received().stream().noneMatch(message -> message.has("error")));
        }
    }

    static Stream<String> brokenFrames() {
        return Stream.of(
                "X-Header: 1\r\n\r\n{\"id\":1,\"method\":\"shutdown\"}",
                "Content-Length: many\r\n\r\n",
                "Content-Length: -5\r\n\r\n",
                "Content-Length: 99999999999\r\n\r\n",
                "Content-Length: 40000000\r\n\r\n{\"text\":\"Content-Length: 2\\r\\n\\r\\n{}\"}",
                "Content-Length: 5\r\n\r\n{\"id\":1,\"method\":\"shutdown\"}",
                "nonsense ".repeat(10_000) + "\n\n",
                "{\"id\":1,\"method\":\"shutdown\"}\r\n\r\n");
    }

    @ParameterizedTest
    @MethodSource("brokenFrames")
    void brokenFramesAreSkipped(String raw) throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            client.sendRaw(raw);
            assertStillAnswers(client);
            JsonObject error = client.awaitMessage(message -> message.has("error"));
            assertTrue(error.get("id").isJsonNull());
            assertEquals(-32700, error.getAsJsonObject("error").get("code").getAsInt());
        }
    }

    @Test
    void aLengthThatIsTooLargeCostsTheMessagesItSwallowsOnly() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            client.sendRaw("Content-Length: 60\r\n\r\n{\"id\":900,\"method\":\"chatman/providers\"}");
            client.request("chatman/providers", null);
            assertStillAnswers(client);
        }
    }

    @Test
    void headersMayBeSpelledInAnyCase() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            String body = "{\"id\":\"n\",\"method\":\"chatman/none\"}";
            client.sendRaw("content-type: application/vscode-jsonrpc; charset=utf8\r\nCONTENT-LENGTH:" + body.length()
                    + "\r\n\r\n" + body);
            JsonObject answer = client.awaitMessage(message -> message.has("error"));
            assertEquals("n", answer.get("id").getAsString());
        }
    }

    private static void assertStillAnswers(LspClient client) {
        JsonObject result =
                client.request("chatman/chat", "{\"text\":\"Still there?\"}").result();
        assertEquals("Hi.", result.get("text").getAsString());
    }
}
