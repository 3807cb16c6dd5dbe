package dev.chatman.provider.ollama;

import static dev.chatman.provider.ollama.OllamaFixture.DONE;
import static dev.chatman.provider.ollama.OllamaFixture.SHOW;
import static dev.chatman.provider.ollama.OllamaFixture.lines;
import static dev.chatman.provider.ollama.OllamaFixture.piece;
import static dev.chatman.provider.ollama.OllamaFixture.question;
import static dev.chatman.provider.ollama.OllamaFixture.thought;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.Usage;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.ReceivedRequest;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over a real socket. */
class OllamaStreamTest {

    private final RecordingSink sink = new RecordingSink();

    private void answer(Script... scripts) throws InterruptedException {
        try (FaultServer server = FaultServer.answering(scripts);
                OllamaFixture fixture = OllamaFixture.of(server)) {
            fixture.provider().chat(question(), sink);
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals(1, sink.terminals());
        }
    }

    @Test
    void streamsAnAnswer() throws Exception {
        try (FaultServer server = FaultServer.answering(
                        SHOW,
                        lines().chunk(thought("hm"))
                                .chunk(piece("Hel"))
                                .chunk(piece("lo 😀\\n"))
                                .chunk(DONE)
                                .end());
                OllamaFixture fixture = OllamaFixture.withKey(server, "cloud-key-1234")) {
            fixture.provider().chat(question(new ChatRequest.Options(64, 0.5)), sink);

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals("Hello 😀\n", sink.text());
            assertEquals("hm", sink.thinking());
            assertEquals(new Usage(3, 2, null, null, false), sink.usage());
            assertTrue(sink.activity() > 0);

            ReceivedRequest show = server.takeRequest();
            assertEquals("/api/show", show.path());
            assertEquals("{\"model\":\"tiny\"}", show.body());
            ReceivedRequest chat = server.takeRequest();
            assertEquals("POST", chat.method());
            assertEquals("/api/chat", chat.path());
            assertEquals("application/x-ndjson", chat.header("accept").orElseThrow());
            assertEquals("Bearer cloud-key-1234", chat.header("authorization").orElseThrow());
            assertEquals(
                    JsonParser.parseString(
                            "{\"model\":\"tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"how are you today?\"}],"
                                    + "\"stream\":true,\"truncate\":false,\"shift\":false,\"keep_alive\":\"10m\","
                                    + "\"options\":{\"num_ctx\":8192,\"num_predict\":64,\"temperature\":0.5}}"),
                    JsonParser.parseString(chat.body()));
        }
    }

    @Test
    void asksForTheContextOnce() throws Exception {
        Script chat = lines().chunk(piece("a") + DONE).end();
        try (FaultServer server = FaultServer.answering(SHOW, chat, chat);
                OllamaFixture fixture = OllamaFixture.of(server)) {
            fixture.provider().chat(question(), sink);
            sink.awaitDone();
            RecordingSink second = new RecordingSink();
            fixture.provider().chat(question(), second);
            second.awaitDone();

            assertEquals("/api/show", server.takeRequest().path());
            String first = server.takeRequest().body();
            assertEquals(first, server.takeRequest().body());
            assertTrue(first.contains("\"num_ctx\":8192"), first);
        }
    }

    @Test
    void asksForTheUsualContextWhereTheServerDescribesNoModels() throws Exception {
        try (FaultServer server = FaultServer.answering(
                        Script.reply(404, "404 page not found"),
                        lines().chunk(DONE).end());
                OllamaFixture fixture = OllamaFixture.of(server)) {
            fixture.provider().chat(question(), sink);
            sink.awaitDone();

            server.takeRequest();
            String body = server.takeRequest().body();
            assertTrue(body.contains("\"num_ctx\":16384"), body);
        }
    }

    @Test
    void passesOnTogetherWhatCameTogether() throws Exception {
        answer(
                SHOW,
                lines().chunk(piece("a") + "\n" + piece("b").replace("\n", "\r\n") + piece("c"))
                        .chunk(DONE)
                        .end());

        assertEquals(List.of("abc"), sink.deltas());
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/x-ndjson", "application/json", "text/plain", ""})
    void readsLinesUnderAnyContentType(String contentType) throws Exception {
        answer(
                SHOW,
                Script.head(200, contentType)
                        .chunk("\n" + piece("a"))
                        .chunk(DONE)
                        .end());

        assertEquals("a", sink.text());
    }

    @Test
    void readsTheLastLineWithoutItsEnd() throws Exception {
        answer(SHOW, lines().chunk(piece("a") + DONE.strip()).end());

        assertEquals("a", sink.text());
    }

    @Test
    void takesALastLineWithText() throws Exception {
        answer(
                SHOW,
                lines().chunk("{\"message\":{\"content\":\"whole\"},\"done\":true}\n")
                        .end());

        assertEquals("whole", sink.text());
    }

    @Test
    void readsAnAnswerCutAnywhere() throws Exception {
        Script script = lines();
        for (byte b : (thought("é") + piece("中😀") + DONE).getBytes(StandardCharsets.UTF_8)) {
            script = script.chunk(new byte[] {b});
        }
        answer(SHOW, script.end());

        assertEquals("中😀", sink.text());
        assertEquals("é", sink.thinking());
    }

    @ParameterizedTest
    @CsvSource({"stop, COMPLETE", "length, LENGTH", "something new, COMPLETE"})
    void readsReasonsToEnd(String reason, FinishReason expected) throws Exception {
        try (FaultServer server = FaultServer.answering(
                        SHOW,
                        lines().chunk(piece("a") + DONE.replace("stop", reason)).end());
                OllamaFixture fixture = OllamaFixture.of(server)) {
            fixture.provider().chat(question(), sink);

            assertEquals(expected, sink.awaitDone());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "/v1", "/v1/", "/api", "/api/chat"})
    void takesTheAddressHoweverItIsWritten(String path) throws Exception {
        try (FaultServer server =
                        FaultServer.answering(SHOW, lines().chunk(DONE).end());
                OllamaFixture fixture = OllamaFixture.at(URI.create(server.baseUri() + path))) {
            fixture.provider().chat(question(), sink);
            sink.awaitDone();

            assertEquals("/api/show", server.takeRequest().path());
            assertEquals("/api/chat", server.takeRequest().path());
        }
    }

    @Test
    void listsTheModelsThatRunThere() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.reply(
                        200,
                        "{\"models\":[{\"name\":\"llama3.2:latest\",\"model\":\"llama3.2:latest\",\"size\":1},"
                                + "{\"name\":\"gpt-oss:120b-cloud\",\"remote_model\":\"gpt-oss:120b\","
                                + "\"remote_host\":\"https://ollama.com:443\"},{\"name\":\"\"},{}]}"));
                OllamaFixture fixture = OllamaFixture.of(server)) {
            List<ModelInfo> models =
                    fixture.provider().models().toCompletableFuture().get(20, TimeUnit.SECONDS);

            assertEquals(List.of(ModelInfo.of("llama3.2:latest")), models);
            assertEquals("/api/tags", server.takeRequest().path());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void closesTheConnectionWhenItIsCancelled(boolean whileAskingForTheContext) throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        Script stall = Script.nothing().signal(asked).untilClientCloses();
        try (FaultServer server =
                        whileAskingForTheContext ? FaultServer.answering(stall) : FaultServer.answering(SHOW, stall);
                OllamaFixture fixture = OllamaFixture.of(server)) {
            StreamHandle stream = fixture.provider().chat(question(), sink);
            assertTrue(asked.await(20, TimeUnit.SECONDS));
            stream.cancel();

            server.awaitClientClosed();
            assertEquals("", sink.text());
        }
    }
}
