package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.LspClient.Reply;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A client that lost part of an answer gets the rest of it. */
class ResumeTest {

    private static final String TEXT = "A \uD83D\uDE00\u00e9\r\nb\u4e2d\uD834\uDD1E!";

    private final ModelPlayedByTheTest model = ModelPlayedByTheTest.live();

    @Test
    void fromEveryOffsetAfterTheEnd() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", "{\"text\":\"Why?\"}");
            model.next().says(TEXT).isDone();
            String turnId = reply.result().get("turnId").getAsString();

            for (int offset = 0; offset <= TEXT.length(); offset++) {
                JsonObject streamed =
                        resume(client, turnId, offset, "p" + offset).result();
                assertEquals(
                        TEXT.substring(offset), client.progress("p" + offset).text(offset));
                assertEquals(TEXT.length(), streamed.get("length").getAsInt());
                assertEquals(reply.result().get("digest"), streamed.get("digest"));
                assertFalse(streamed.has("text"));
                JsonObject whole = resume(client, turnId, offset, null).result();
                assertEquals(TEXT.substring(offset), whole.get("text").getAsString());
            }
        }
    }

    @Test
    void whileTheAnswerIsBeingWritten() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply first = client.request("chatman/chat", "{\"text\":\"Why?\",\"partialResultToken\":\"p\"}");
            PlayedAnswer answer = model.next().says("Because ");
            client.progress("p").awaitText();
            Reply second = resume(client, client.progress("p").turnId(), 3, "q");
            client.progress("q").awaitText();
            answer.says("it is so.").isDone();

            assertEquals("Because it is so.", client.progress("p").text(first.result()));
            second.result();
            assertEquals("ause it is so.", client.progress("q").text(3));
        }
    }

    @Test
    void cancellingItStopsTheTurn() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply first = client.request("chatman/chat", "{\"text\":\"Why?\",\"partialResultToken\":\"p\"}");
            PlayedAnswer answer = model.next().says("Because ");
            Reply second = resume(client, client.progress("p").turnId(), 0, "q");
            client.progress("q").awaitText();
            client.cancel(second);
            assertTrue(answer.cancelled().await(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            assertEquals("cancelled", first.result().get("stopReason").getAsString());
            assertEquals("cancelled", second.result().get("stopReason").getAsString());
        }
    }

    @Test
    void refusesWhatIsNotThere() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", "{\"text\":\"Why?\"}");
            model.next().says("Yes.").isDone();
            String turnId = reply.result().get("turnId").getAsString();

            for (Reply refused : new Reply[] {
                resume(client, turnId, 5, "p"), resume(client, turnId, -1, "p"), resume(client, "t-none", 0, "p")
            }) {
                assertEquals(-32602, refused.errorCode());
                assertEquals("INVALID_REQUEST", refused.errorData().get("code").getAsString());
                assertTrue(refused.errorData().has("hint"));
            }
            assertTrue(client.progress("p").values().isEmpty());
        }
    }

    private static Reply resume(LspClient client, String turnId, int offset, @Nullable String token) {
        JsonObject params = new JsonObject();
        params.addProperty("turnId", turnId);
        params.addProperty("offset", offset);
        if (token != null) {
            params.addProperty("partialResultToken", token);
        }
        return client.request("chatman/resume", params.toString());
    }
}
