package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.LspClient.Reply;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client that does not read holds up its own answers and nothing else. */
class SlowClientTest {

    /** Far more than pipes hold. */
    private static final int DELTAS = 4096;

    private static final String DELTA = "x".repeat(1023) + "\n";

    private final ModelPlayedByTheTest model = ModelPlayedByTheTest.live();

    @Test
    void isHeardWhileItDoesNotRead() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.withStalledClient(model)) {
            LspClient client = server.client();
            Reply initialize = client.request("initialize", "{\"capabilities\":{}}");
            Reply flood = client.request("chatman/chat", "{\"text\":\"Flood\",\"partialResultToken\":\"p\"}");
            PlayedAnswer answer = model.next();
            CountDownLatch allSaid = new CountDownLatch(1);
            Thread modelThread = new Thread(() -> {
                for (int i = 0; i < DELTAS; i++) {
                    answer.says(DELTA);
                }
                allSaid.countDown();
            });
            modelThread.setDaemon(true);
            modelThread.start();
            Reply other = client.request("chatman/chat", "{\"text\":\"Other\"}");
            PlayedAnswer second = model.next();
            client.cancel(other);
            assertTrue(second.cancelled().await(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS), "stop was read");
            assertEquals(1, allSaid.getCount(), "the model waits for the client");

            client.startReading();
            assertTrue(allSaid.await(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS), "the model goes on");
            answer.isDone();
            assertTrue(initialize.result().has("capabilities"));
            assertEquals("cancelled", other.result().get("stopReason").getAsString());
            assertEquals(
                    DELTAS * DELTA.length(),
                    client.progress("p").text(flood.result()).length());
        }
    }

    @Test
    void canStopAnAnswerThatItDoesNotRead() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.withStalledClient(model)) {
            LspClient client = server.client();
            client.request("initialize", "{\"capabilities\":{}}");
            Reply flood = client.request("chatman/chat", "{\"text\":\"Flood\",\"partialResultToken\":\"p\"}");
            PlayedAnswer answer = model.next();
            Thread modelThread = new Thread(() -> {
                while (answer.cancelled().getCount() > 0) {
                    answer.says(DELTA);
                }
            });
            modelThread.setDaemon(true);
            modelThread.start();
            client.cancel(flood);
            assertTrue(answer.cancelled().await(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            client.startReading();
            JsonObject result = flood.result();
            assertEquals("cancelled", result.get("stopReason").getAsString());
            assertEquals(
                    result.get("length").getAsInt(),
                    client.progress("p").text(result).length());
        }
    }

    @Test
    void goesOnReadingManyRepliesInOrder() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.withStalledClient(model)) {
            LspClient client = server.client();
            client.request("initialize", "{\"capabilities\":{}}");
            Reply last = client.request("chatman/none0", null);
            for (int i = 1; i < 5000; i++) {
                last = client.request("chatman/none" + i, null);
            }
            assertFalse(last.message().isDone());
            client.startReading();
            assertEquals(-32601, last.errorCode());
            int before = 0;
            for (JsonObject message : client.received()) {
                int id = message.get("id").getAsInt();
                assertEquals(before + 1, id, "replies keep their order");
                before = id;
            }
        }
    }
}
