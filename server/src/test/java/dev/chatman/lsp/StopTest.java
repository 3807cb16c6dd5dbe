package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.chat.Providers;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.LspClient.Reply;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Stopping works in every phase of a turn, and never ends in an error. */
class StopTest {

    private static final String STREAM = "{\"text\":\"Why?\",\"partialResultToken\":\"p\",\"workDoneToken\":\"w\"}";

    private final ModelPlayedByTheTest model = ModelPlayedByTheTest.live();

    @Test
    void beforeTheSettingsAreRead() throws IOException {
        CountDownLatch reading = new CountDownLatch(1);
        SettingsPort slowSettings = (options, configuration) -> {
            try {
                assertTrue(reading.await(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            return ServerUnderTest.DEFAULT_SETTINGS.apply(options, configuration);
        };
        try (ServerUnderTest server = ServerUnderTest.with(slowSettings)) {
            LspClient client = server.client();
            client.initialize();
            CompletableFuture<Providers.Choice> never = server.model().holdChoice();
            Reply reply = client.request("chatman/chat", STREAM);
            client.cancel(reply);
            client.request("chatman/stop", "{\"turnId\":\"nobody\"}").await();
            reading.countDown();
            assertCancelled(client, reply, "");
            assertFalse(never.isDone());
        }
    }

    @Test
    void beforeAProviderIsChosen() throws IOException {
        CompletableFuture<Providers.Choice> choice = model.holdChoice();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            client.cancel(reply);
            assertCancelled(client, reply, "");
            choice.complete(model.choice());
        }
    }

    @Test
    void beforeTheFirstWord() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            PlayedAnswer answer = model.next();
            client.cancel(reply);
            assertCancelled(client, reply, "");
            assertGivenUp(answer);
        }
    }

    @Test
    void inTheMiddleByCancelRequest() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            PlayedAnswer answer = model.next().says("Half an ");
            client.progress("p").awaitText();
            client.cancel(reply);
            assertCancelled(client, reply, "Half an ");
            assertGivenUp(answer);
            answer.says("answer that comes too late").isDone();
        }
    }

    @Test
    void inTheMiddleByStop() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            PlayedAnswer answer = model.next().says("Half an ");
            client.progress("p").awaitText();
            String turnId = client.progress("p").turnId();
            Reply stop = client.request("chatman/stop", "{\"turnId\":\"" + turnId + "\"}");
            assertTrue(stop.await().get("result").isJsonNull());
            assertCancelled(client, reply, "Half an ");
            assertGivenUp(answer);
        }
    }

    @Test
    void inTheMiddleByWorkDoneProgress() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            PlayedAnswer answer = model.next().says("Half an ");
            client.notify("window/workDoneProgress/cancel", "{\"token\":\"w\"}");
            assertCancelled(client, reply, "Half an ");
            assertGivenUp(answer);
            JsonObject end = client.progress("w")
                    .await(value -> value.get("kind").getAsString().equals("end"));
            assertEquals("2 words, cancelled", end.get("message").getAsString());
        }
    }

    @Test
    void afterTheEndChangesNothing() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply reply = client.request("chatman/chat", STREAM);
            model.next().says("All of it.").isDone();
            String turnId = reply.result().get("turnId").getAsString();
            client.cancel(reply);
            Reply stop = client.request("chatman/stop", "{\"turnId\":\"" + turnId + "\"}");
            assertTrue(stop.await().get("result").isJsonNull());
            JsonObject again = client.request("chatman/resume", "{\"turnId\":\"" + turnId + "\",\"offset\":0}")
                    .result();
            assertEquals("complete", again.get("stopReason").getAsString());
        }
    }

    @Test
    void whatIsNoTurnEndsAsCancelled() throws IOException {
        CompletableFuture<Providers.Choice> choice = model.holdChoice();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply preview = client.request("chatman/preview", "{\"text\":\"Why?\"}");
            client.cancel(preview);
            assertEquals(-32800, preview.errorCode());
            choice.complete(model.choice());
        }
    }

    private static void assertCancelled(LspClient client, Reply reply, String text) {
        JsonObject result = reply.result();
        assertEquals("cancelled", result.get("stopReason").getAsString());
        assertEquals(text, client.progress("p").text(result));
    }

    private static void assertGivenUp(PlayedAnswer answer) throws InterruptedException {
        assertTrue(answer.cancelled().await(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS));
    }
}
