package dev.chatman.lsp;

import static dev.chatman.lsp.ModelPlayedByTheTest.modelThatSays;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.LspClient.Reply;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** From initialize to the exit code. */
class LifecycleTest {

    @Test
    void announcesWhatItCanDo() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            JsonObject result = server.client().initialize();
            assertEquals(
                    "ChatMan", result.getAsJsonObject("serverInfo").get("name").getAsString());
            assertEquals(
                    "1.2.3", result.getAsJsonObject("serverInfo").get("version").getAsString());
            JsonObject capabilities = result.getAsJsonObject("capabilities");
            assertEquals("utf-16", capabilities.get("positionEncoding").getAsString());
            assertEquals(
                    "{\"openClose\":true,\"change\":2}",
                    capabilities.getAsJsonObject("textDocumentSync").toString());
            assertEquals(
                    "{\"workspaceFolders\":{\"supported\":true,\"changeNotifications\":true}}",
                    capabilities.getAsJsonObject("workspace").toString());
            JsonObject chatman = capabilities.getAsJsonObject("experimental").getAsJsonObject("chatman");
            assertEquals(1, chatman.get("protocolVersion").getAsInt());
            assertEquals(
                    LspClient.array(
                            "chatman/chat",
                            "chatman/models",
                            "chatman/preview",
                            "chatman/providers",
                            "chatman/resume",
                            "chatman/stop"),
                    chatman.getAsJsonArray("methods").toString());
            assertEquals(
                    List.of("positionEncoding", "textDocumentSync", "workspace", "experimental"),
                    List.copyOf(capabilities.keySet()),
                    "announces nothing it does not have");
        }
    }

    @Test
    void endsWithZeroAfterShutdown() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().initialize();
            server.client().shutdownAndExit();
            assertEquals(0, server.exitCode());
        }
    }

    @Test
    void endsWithOneWithoutShutdown() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().initialize();
            server.client().notify("exit", null);
            assertEquals(1, server.exitCode());
        }
    }

    @Test
    void endsWithOneBeforeInitialize() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().notify("exit", null);
            assertEquals(1, server.exitCode());
        }
    }

    @Test
    void endsWithItsInput() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().initialize();
            server.client().close();
            assertEquals(1, server.exitCode());
        }
    }

    @Test
    void endsWithItsInputAfterShutdown() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().initialize();
            server.client().request("shutdown", null).await();
            server.client().close();
            assertEquals(0, server.exitCode());
        }
    }

    @Test
    void endsWhenNobodyCanReadItsOutput() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.withStalledClient(modelThatSays("Hi."))) {
            server.breakOutput();
            server.client().request("initialize", "{\"capabilities\":{}}");
            assertEquals(1, server.exitCode());
        }
    }

    @Test
    void refusesEverythingBeforeInitialize() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.notify("textDocument/didOpen", "{}");
            assertEquals(
                    -32002,
                    client.request("chatman/chat", "{\"text\":\"Why?\"}").errorCode());
            assertEquals(-32002, client.request("shutdown", null).errorCode());
            client.initialize();
            assertEquals(
                    "Hi.",
                    client.request("chatman/chat", "{\"text\":\"Why?\"}")
                            .result()
                            .get("text")
                            .getAsString());
        }
    }

    @Test
    void refusesASecondInitialize() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().initialize();
            assertEquals(-32600, server.client().request("initialize", "{}").errorCode());
        }
    }

    @Test
    void letsTheClientCorrectAWrongInitialize() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            assertEquals(-32602, server.client().request("initialize", null).errorCode());
            assertEquals(
                    -32602,
                    server.client().request("initialize", "{\"processId\":[]}").errorCode());
            assertTrue(server.client().initialize().has("capabilities"));
        }
    }

    @Test
    void refusesEverythingAfterShutdown() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            Reply shutdown = client.request("shutdown", null);
            assertTrue(shutdown.await().get("result").isJsonNull());
            assertEquals(
                    -32600,
                    client.request("chatman/chat", "{\"text\":\"Why?\"}").errorCode());
            assertEquals(-32600, client.request("shutdown", null).errorCode());
            client.notify("exit", null);
            assertEquals(0, server.exitCode());
        }
    }

    @Test
    void stopsRunningChatsAtShutdown() throws IOException {
        ModelPlayedByTheTest model = ModelPlayedByTheTest.live();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            Reply chat = client.request("chatman/chat", "{\"text\":\"Why?\"}");
            model.next().says("Bec");
            client.request("shutdown", null).await();
            assertEquals("cancelled", chat.result().get("stopReason").getAsString());
            assertEquals("Bec", chat.result().get("text").getAsString());
        }
    }

    @Test
    void endsWithTheEditorsProcess() throws IOException {
        Process editor = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LivesUntilItsInputEnds.class.getName())
                .start();
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().initialize("{\"capabilities\":{},\"processId\":" + editor.pid() + "}");
            assertTrue(server.isRunning());
            editor.getOutputStream().close();
            assertEquals(1, server.exitCode());
        } finally {
            editor.destroyForcibly();
        }
    }

    @Test
    void endsAtOnceWhenTheEditorsProcessIsGoneAlready() throws Exception {
        Process editor =
                new ProcessBuilder(ProcessHandle.current().info().command().orElseThrow(), "-version").start();
        editor.waitFor();
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            server.client().request("initialize", "{\"capabilities\":{},\"processId\":" + editor.pid() + "}");
            assertEquals(1, server.exitCode());
        }
    }

    @Test
    void survivesWithinTheEditorsOwnProcess() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            long self = ProcessHandle.current().pid();
            server.client().initialize("{\"capabilities\":{},\"processId\":" + self + "}");
            assertTrue(
                    server.client().request("chatman/providers", null).result().has("providers"));
        }
    }

    @Test
    void tracesWhenAsked() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(modelThatSays("Hi."))) {
            LspClient client = server.client();
            client.initialize();
            client.notify("$/setTrace", "{\"value\":\"messages\"}");
            client.request("chatman/providers", null).result();
            JsonObject trace = client.awaitNotification("$/logTrace").getAsJsonObject("params");
            assertTrue(trace.get("message").getAsString().contains("chatman/providers"));
        }
    }
}
