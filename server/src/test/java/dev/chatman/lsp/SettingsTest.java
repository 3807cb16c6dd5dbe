package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.settings.LoadedSettings;
import dev.chatman.settings.Settings;
import dev.chatman.settings.SettingsProblem;
import dev.chatman.testing.LspClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How the client's settings reach the port, and how problems reach the user. */
class SettingsTest {

    private static final String CAN_CONFIGURE = "{\"initializationOptions\":{\"provider\":\"a\"},\"capabilities\":"
            + "{\"workspace\":{\"configuration\":true,\"didChangeConfiguration\":{\"dynamicRegistration\":true}}}}";

    /** Remembers what it was given and finds the same fault in it every time. */
    private static final class PortThatFindsFault implements SettingsPort {

        final BlockingQueue<String> calls = new LinkedBlockingQueue<>();

        @Override
        public LoadedSettings apply(@Nullable JsonElement options, @Nullable JsonElement configuration) {
            calls.add(options + " " + configuration);
            SettingsProblem problem = new SettingsProblem("initializationOptions", "model", "It is no text.");
            return new LoadedSettings(Settings.DEFAULTS, Map.of(), List.of(problem));
        }

        String nextCall() throws InterruptedException {
            String call = calls.poll(LspClient.LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            assertNotNull(call, "the port was not called");
            return call;
        }
    }

    private final PortThatFindsFault port = new PortThatFindsFault();

    @Test
    void pullsTheSectionAndAsksToHearOfChanges() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(port)) {
            LspClient client = server.client().answering("workspace/configuration", "[{\"provider\":\"b\"}]");
            initializeAndAwaitTheFirstSettings(client);
            assertEquals("{\"provider\":\"a\"} {\"provider\":\"b\"}", port.nextCall());
            JsonObject pull = client.awaitNotification("workspace/configuration");
            assertEquals(
                    "{\"items\":[{\"section\":\"chatman\"}]}",
                    pull.get("params").toString());
            JsonObject registration = client.awaitNotification("client/registerCapability");
            assertTrue(registration.toString().contains("workspace/didChangeConfiguration"));
            assertTrue(registration.toString().contains("{\"section\":\"chatman\"}"));

            client.answering("workspace/configuration", "[null]");
            client.notify("workspace/didChangeConfiguration", "{\"settings\":null}");
            assertEquals("{\"provider\":\"a\"} null", port.nextCall());
        }
    }

    /** Without the wait, the configuration may come before the first settings are loaded, which then have it already. */
    private void initializeAndAwaitTheFirstSettings(LspClient client) throws InterruptedException {
        client.request("initialize", CAN_CONFIGURE).result();
        assertEquals("{\"provider\":\"a\"} null", port.nextCall());
        client.notify("initialized", "{}");
    }

    @Test
    void takesWhatIsPushedByAClientThatCannotBeAsked() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(port)) {
            LspClient client = server.client();
            client.initialize();
            assertEquals("null null", port.nextCall());
            client.notify("workspace/didChangeConfiguration", "{\"settings\":{\"chatman\":{\"model\":\"m\"}}}");
            assertEquals("null {\"model\":\"m\"}", port.nextCall());
        }
    }

    @Test
    void survivesAClientThatAnswersNonsense() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(port)) {
            LspClient client = server.client().answering("workspace/configuration", "7");
            initializeAndAwaitTheFirstSettings(client);
            client.awaitNotification("client/registerCapability");
            client.answering("workspace/configuration", "[]");
            client.notify("workspace/didChangeConfiguration", "{}");
            assertTrue(client.request("chatman/providers", null).result().has("providers"));
        }
    }

    @Test
    void showsAProblemOnce() throws Exception {
        try (ServerUnderTest server = ServerUnderTest.with(port)) {
            LspClient client = server.client().answering("workspace/configuration", "[{}]");
            client.initialize(CAN_CONFIGURE);
            port.nextCall();
            port.nextCall();
            client.notify("workspace/didChangeConfiguration", "{}");
            port.nextCall();
            client.shutdownAndExit();
            server.exitCode();
            assertEquals(
                    1,
                    client.received().stream()
                            .filter(message -> message.toString().contains("window/showMessage"))
                            .count());
            JsonObject shown = client.awaitNotification("window/showMessage").getAsJsonObject("params");
            assertEquals(2, shown.get("type").getAsInt());
            assertTrue(shown.get("message").getAsString().contains("model (initializationOptions): It is no text."));
            client.awaitNotification("window/logMessage");
        }
    }

    @Test
    void chatsWithTheDefaultsWhenThePortHasABug() throws IOException {
        SettingsPort broken = (options, configuration) -> {
            throw new IllegalStateException("a bug");
        };
        try (ServerUnderTest server = ServerUnderTest.with(broken)) {
            LspClient client = server.client();
            client.initialize();
            JsonObject result =
                    client.request("chatman/chat", "{\"text\":\"Why?\"}").result();
            assertEquals("Hi.", result.get("text").getAsString());
            client.awaitMessage(message -> message.toString().contains("IllegalStateException"));
        }
    }
}
