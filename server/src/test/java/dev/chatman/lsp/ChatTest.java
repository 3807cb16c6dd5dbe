package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.chat.ChatException;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Notice;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.LspClient.Reply;
import dev.chatman.testing.ProgressLog;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A question over the wire, from the request to the last byte of the answer. */
class ChatTest {

    private static final String ASK = "{\"text\":\"Why?\"}";
    private static final String STREAM = "{\"text\":\"Why?\",\"partialResultToken\":\"p\"}";

    @Test
    void answersInOnePieceWithoutAToken() throws IOException {
        try (ServerUnderTest server =
                ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hel", "lo \uD83D\uDE00"))) {
            server.client().initialize();
            JsonObject result = server.client().request("chatman/chat", ASK).result();

            assertEquals("Hello \uD83D\uDE00", result.get("text").getAsString());
            assertEquals("complete", result.get("stopReason").getAsString());
            assertEquals(8, result.get("length").getAsInt());
            assertEquals(
                    ProgressLog.sha256("Hello \uD83D\uDE00"),
                    result.get("digest").getAsString());
            assertEquals("fake", result.get("provider").getAsString());
            assertEquals("model-1", result.get("model").getAsString());
            assertEquals(1, result.get("attempts").getAsInt());
            assertTrue(result.getAsJsonObject("timings").get("totalMs").getAsLong() >= 0);
            assertTrue(result.getAsJsonObject("sent").get("tokens").getAsInt() > 0);
            assertTrue(
                    server.client().received().stream()
                            .noneMatch(message -> message.toString().contains("$/progress")),
                    "no progress that was not asked for");
        }
    }

    @Test
    void streamsDeltasAsTheyCome() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            PlayedAnswer answer = model.next().says("Be");
            client.progress("p").awaitText();
            answer.says("cause", " <of> 'that'.").isDone();

            JsonObject result = reply.result();
            assertFalse(result.has("text"), "streamed text is not sent twice");
            assertEquals("Because <of> 'that'.", client.progress("p").text(result));
            JsonObject started = client.progress("p").awaitNotice("started").getAsJsonObject("notice");
            assertEquals("fake", started.get("provider").getAsString());
            assertEquals("model-1", started.get("model").getAsString());
            assertEquals(
                    result.get("conversationId").getAsString(),
                    started.get("conversationId").getAsString());
            assertEquals(
                    result.get("turnId").getAsString(), client.progress("p").turnId());
        }
    }

    @Test
    void passesNoticesOn() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            PlayedAnswer answer = model.next();
            answer.sink().onNotice(Notice.retrying("Retry 1 of 3 in 7 s.", Duration.ofSeconds(7), 1, 3));
            answer.sink().onNotice(Notice.progress(Notice.Type.LOADING, "Loading.", 0.5));
            answer.says("Yes.").isDone();
            reply.result();

            JsonObject retrying = client.progress("p").awaitNotice("retrying").getAsJsonObject("notice");
            assertEquals(7000, retrying.get("retryAfterMs").getAsLong());
            assertEquals(1, retrying.get("attempt").getAsInt());
            assertEquals(3, retrying.get("maxAttempts").getAsInt());
            JsonObject loading = client.progress("p").awaitNotice("loading").getAsJsonObject("notice");
            assertEquals(0.5, loading.get("fraction").getAsDouble());
            assertFalse(loading.has("attempt"));
            assertEquals("Yes.", client.progress("p").text(reply.result()));
        }
    }

    @Test
    void namesTheTurnEvenWhenANoticeComesBeforeTheChoice() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        CompletableFuture<dev.chatman.chat.Providers.Choice> choice = model.holdChoice();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            choice.complete(model.choice());
            model.next().says("Yes.").isDone();
            assertEquals("Yes.", client.progress("p").text(reply.result()));
        }
    }

    @Test
    void manyChatsRunSideBySideAndOneThatHangsHoldsUpNothing() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply hanging = client.request("chatman/chat", ASK);
            PlayedAnswer silent = model.next();
            List<Reply> replies = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                replies.add(
                        client.request("chatman/chat", "{\"text\":\"Q" + i + "\",\"partialResultToken\":" + i + "}"));
            }
            List<PlayedAnswer> answers = new ArrayList<>();
            replies.forEach(reply -> answers.add(model.next()));
            answers.forEach(answer -> answer.says("To ", answer.prompt()));
            answers.forEach(PlayedAnswer::isDone);
            for (int i = 0; i < 20; i++) {
                String text =
                        client.progress(String.valueOf(i)).text(replies.get(i).result());
                assertTrue(text.endsWith("Q" + i), text);
            }
            assertFalse(hanging.message().isDone());
            silent.isDone();
            assertEquals("complete", hanging.result().get("stopReason").getAsString());
        }
    }

    @Test
    void failsWithATypedErrorBeforeTheFirstDelta() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            server.client().initialize();
            Reply reply = server.client().request("chatman/chat", STREAM);
            model.next().fails(ErrorCode.RATE_LIMITED, "Rate limited.");

            assertEquals(-32803, reply.errorCode());
            assertEquals("Rate limited.", reply.error().get("message").getAsString());
            assertEquals("RATE_LIMITED", reply.errorData().get("code").getAsString());
            assertTrue(reply.errorData().get("retryable").getAsBoolean());
            assertEquals("fake", reply.errorData().get("provider").getAsString());
            assertEquals("Try again.", reply.errorData().get("hint").getAsString());
            assertFalse(reply.errorData().get("partial").getAsBoolean());
        }
    }

    @Test
    void keepsThePartialTextOfAnAnswerThatBreaksOff() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            server.client().initialize();
            Reply reply = server.client().request("chatman/chat", STREAM);
            model.next().says("Half an ").fails(ErrorCode.STREAM_INTERRUPTED, "Connection lost.");

            JsonObject result = reply.result();
            assertEquals("interrupted", result.get("stopReason").getAsString());
            assertEquals("Half an ", server.client().progress("p").text(result));
            JsonObject error = result.getAsJsonObject("error");
            assertEquals("STREAM_INTERRUPTED", error.get("code").getAsString());
            assertEquals("Connection lost.", error.get("message").getAsString());
            assertTrue(error.get("partial").getAsBoolean());
        }
    }

    @Test
    void hidesABugFromTheClient() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        CompletableFuture<dev.chatman.chat.Providers.Choice> choice = model.holdChoice();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            server.client().initialize();
            Reply reply = server.client().request("chatman/chat", ASK);
            choice.completeExceptionally(new IllegalStateException("secret detail"));

            assertEquals(-32603, reply.errorCode());
            assertEquals("INTERNAL", reply.errorData().get("code").getAsString());
            assertFalse(reply.error().toString().contains("secret detail"), "no details");
            assertFalse(reply.error().toString().contains("at dev.chatman"), "no stack trace");
        }
    }

    @Test
    void reportsWorkDoneInWords() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", "{\"text\":\"Why?\",\"workDoneToken\":7}");
            model.next().says("one two", "three four").isDone();
            assertEquals("one twothree four", reply.result().get("text").getAsString());

            List<JsonObject> values = client.progress("7").values();
            assertEquals("begin", values.get(0).get("kind").getAsString());
            assertTrue(values.get(0).get("cancellable").getAsBoolean());
            JsonObject last = values.get(values.size() - 1);
            assertEquals("end", last.get("kind").getAsString());
            assertEquals("3 words", last.get("message").getAsString());
        }
    }

    @Test
    void refusesAnUnknownConversation() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(ModelPlayedByTheTest.modelThatSays("Hi."))) {
            server.client().initialize();
            Reply reply = server.client().request("chatman/chat", "{\"text\":\"Why?\",\"conversationId\":\"nope\"}");
            assertEquals(-32602, reply.errorCode());
            assertEquals("INVALID_REQUEST", reply.errorData().get("code").getAsString());
        }
    }

    @Test
    void mapsAnUnknownModelToInvalidParams() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        model.holdChoice()
                .completeExceptionally(ChatException.of(ErrorCode.MODEL_NOT_FOUND, "No such model.", "Choose one."));
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            server.client().initialize();
            Reply reply = server.client().request("chatman/chat", ASK);
            assertEquals(-32602, reply.errorCode());
            assertEquals("MODEL_NOT_FOUND", reply.errorData().get("code").getAsString());
        }
    }
}
