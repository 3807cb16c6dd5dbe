package dev.chatman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.testing.EditorSession;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.PackagedProgram;
import dev.chatman.testing.ProgressLog;
import dev.chatman.testing.Script;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged server as an editor meets it: a process of its own, over standard input and output. */
@ParameterizedClass
@MethodSource("javaHomes")
class PackagedServerIT {

    private final Path javaHome;

    @TempDir
    Path temporary;

    private final List<EditorSession> started = new ArrayList<>();

    PackagedServerIT(Path javaHome) {
        this.javaHome = javaHome;
    }

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(EditorSession::kill);
    }

    static Stream<Path> javaHomes() {
        return PackagedProgram.javaHomes().stream();
    }

    @Test
    void answersAboutUnsavedTextAndStreamsTheAnswer() throws Exception {
        try (FaultServer endpoint = FaultServer.answering(Script.sse("Das ", "heißt ", "😀."))) {
            EditorSession editor = start(endpoint);
            LspClient client = editor.client();
            editor.change(1, 15, 16, "2 /* 😀 unsaved */");
            JsonObject result = editor.chat("Was heißt das?", "a").result();

            assertEquals("complete", result.get("stopReason").getAsString());
            assertEquals("Das heißt 😀.", client.progress("a").text(result));
            assertFalse(result.has("text"), "the text was streamed");
            String sent = endpoint.takeRequest().body();
            assertTrue(sent.contains("int wert = 2 /* 😀 unsaved */;"), sent);
            assertEquals(
                    "editor",
                    result.getAsJsonObject("sent")
                            .getAsJsonArray("items")
                            .get(0)
                            .getAsJsonObject()
                            .get("origin")
                            .getAsString());
            editor.leave();
        }
    }

    @Test
    void stopEndsTheAnswerKeepsTheTextAndClosesTheConnection() throws Exception {
        Script longAnswer = Script.sseHead().delta("One ").delta("two ").untilClientCloses();
        try (FaultServer endpoint = FaultServer.answering(longAnswer)) {
            EditorSession editor = start(endpoint);
            LspClient client = editor.client();
            LspClient.Reply reply = editor.chat("Count.", "a");
            ProgressLog progress = client.progress("a");
            progress.await(value ->
                    value.has("text") && value.get("text").getAsString().endsWith("two "));

            long stopped = System.nanoTime();
            assertTrue(client.request("chatman/stop", turn(progress))
                    .await()
                    .get("result")
                    .isJsonNull());
            JsonObject result = reply.result();
            long closed = endpoint.clientClosed().get(10, TimeUnit.SECONDS);

            assertEquals("cancelled", result.get("stopReason").getAsString());
            assertEquals("One two ", progress.text(result));
            long millis = TimeUnit.NANOSECONDS.toMillis(closed - stopped);
            assertTrue(millis < 100, "the upstream connection was closed after " + millis + " ms");
            editor.leave();
        }
    }

    @Test
    void cancelRequestDoesTheSameAsStop() throws Exception {
        try (FaultServer endpoint =
                FaultServer.answering(Script.sseHead().delta("One ").untilClientCloses())) {
            EditorSession editor = start(endpoint);
            LspClient client = editor.client();
            LspClient.Reply reply = editor.chat("Count.", "a");
            client.progress("a").awaitText();
            client.cancel(reply);
            assertEquals("cancelled", reply.result().get("stopReason").getAsString());
            endpoint.clientClosed().get(10, TimeUnit.SECONDS);
            editor.leave();
        }
    }

    @Test
    void resumeGivesTheSameTextFromAnyOffsetWhileItIsWrittenAndAfter() throws Exception {
        CountDownLatch goOn = new CountDownLatch(1);
        Script answer = Script.sseHead()
                .delta("Hel")
                .await(goOn)
                .delta("lo 😀!")
                .finish("stop")
                .done()
                .end();
        try (FaultServer endpoint = FaultServer.answering(answer)) {
            EditorSession editor = start(endpoint);
            LspClient client = editor.client();
            LspClient.Reply first = editor.chat("Greet.", "a");
            ProgressLog progress = client.progress("a");
            progress.awaitText();
            String turnId = progress.turnId();
            LspClient.Reply live = editor.resume(turnId, 1, "live");
            client.progress("live").awaitText();
            goOn.countDown();

            String whole = progress.text(first.result());
            assertEquals("Hello 😀!", whole);
            assertEquals(first.result().get("digest"), live.result().get("digest"));
            assertEquals(whole.substring(1), client.progress("live").text(1));
            for (int offset = 0; offset <= whole.length(); offset++) {
                String token = "r" + offset;
                JsonObject again = editor.resume(turnId, offset, token).result();
                assertEquals(first.result().get("digest"), again.get("digest"));
                assertEquals(whole.substring(offset), client.progress(token).text(offset));
            }
            editor.leave();
        }
    }

    @Test
    void manyChatsRunSideBySideAndOneThatHangsHoldsUpNothing() throws Exception {
        try (FaultServer hanging = FaultServer.answering(Script.nothing().untilClientCloses());
                FaultServer endpoint = FaultServer.answering()) {
            EditorSession editor = start(new PackagedProgram(home(), javaHome)
                    .withSettings("""
                            { "providers": {
                              "hangs": {"type": "openai-compatible", "baseUrl": "%s", "model": "m"},
                              "works": {"type": "openai-compatible", "baseUrl": "%s", "model": "m"} } }""".formatted(hanging.baseUri(), endpoint.baseUri())));
            LspClient client = editor.client();
            LspClient.Reply stuck = client.request("chatman/chat", "{\"text\": \"?\", \"provider\": \"hangs\"}");
            hanging.takeRequest();
            for (int i = 0; i < 8; i++) {
                endpoint.enqueue(Script.sse("ok"));
            }
            List<LspClient.Reply> others = Stream.generate(
                            () -> client.request("chatman/chat", "{\"text\": \"?\", \"provider\": \"works\"}"))
                    .limit(8)
                    .toList();
            for (LspClient.Reply other : others) {
                assertEquals("ok", other.result().get("text").getAsString());
            }
            assertFalse(stuck.message().isDone());
            client.cancel(stuck);
            assertEquals("cancelled", stuck.result().get("stopReason").getAsString());
            editor.leave();
        }
    }

    @Test
    void anErrorBeforeAnyTextIsTypedAndSaysWhatToDo() throws Exception {
        try (FaultServer endpoint = FaultServer.answering(
                Script.reply(401, "{\"error\":{\"message\":\"Invalid API Key\",\"type\":\"authentication_error\"}}"))) {
            EditorSession editor = start(endpoint);
            LspClient.Reply reply = editor.chat("?", "a");
            assertEquals(-32803, reply.errorCode());
            assertEquals("AUTH_INVALID", reply.errorData().get("code").getAsString());
            assertEquals(401, reply.errorData().get("httpStatus").getAsInt());
            assertEquals("fake", reply.errorData().get("provider").getAsString());
            assertFalse(reply.errorData().get("hint").getAsString().isBlank());
            assertEquals(
                    "Bearer " + PackagedProgram.KEY,
                    endpoint.takeRequest().headers().get("authorization"));
            assertFalse(reply.await().toString().contains(PackagedProgram.KEY));
            editor.leave();
        }
    }

    private Path home() {
        return temporary.resolve("a home");
    }

    private EditorSession start(FaultServer endpoint) throws IOException {
        return start(new PackagedProgram(home(), javaHome).asking(endpoint));
    }

    private EditorSession start(PackagedProgram program) throws IOException {
        EditorSession editor = EditorSession.start(program, "class Café {\r\n    int wert = 1;\r\n}\r\n");
        started.add(editor);
        return editor;
    }

    private static String turn(ProgressLog progress) {
        return "{\"turnId\": \"" + progress.turnId() + "\"}";
    }
}
