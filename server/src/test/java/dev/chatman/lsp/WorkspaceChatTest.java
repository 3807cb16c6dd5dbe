package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import dev.chatman.testing.LspClient;
import dev.chatman.testing.LspClient.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Questions about what the editor shows. */
class WorkspaceChatTest {

    @TempDir
    Path folder;

    private final ModelPlayedByTheTest model = ModelPlayedByTheTest.live();

    private String initialize() {
        return "{\"capabilities\":{},\"workspaceFolders\":[{\"uri\":\"" + folder.toUri() + "\",\"name\":\"w\"}]}";
    }

    @Test
    void sendsUnsavedTextAndSaysWhatWasSent() throws IOException {
        String uri = folder.resolve("A.java").toUri().toString();
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize(initialize());
            client.notify(
                    "textDocument/didOpen",
                    "{\"textDocument\":{\"uri\":\"" + uri + "\",\"languageId\":\"java\",\"version\":1,"
                            + "\"text\":\"class A {\\n  int x;\\n}\\n\"}}");
            client.notify(
                    "textDocument/didChange",
                    "{\"textDocument\":{\"uri\":\"" + uri + "\",\"version\":2},\"contentChanges\":[{\"range\":"
                            + "{\"start\":{\"line\":1,\"character\":6},\"end\":{\"line\":1,\"character\":7}},"
                            + "\"text\":\"unsaved\"}]}");
            Reply reply = client.request(
                    "chatman/chat",
                    "{\"text\":\"What?\",\"context\":[{\"uri\":\"" + uri + "\",\"version\":1,\"range\":"
                            + "{\"start\":{\"line\":1,\"character\":0},\"end\":{\"line\":2,\"character\":0}}}]}");
            PlayedAnswer answer = model.next();
            assertTrue(answer.prompt().contains("  int unsaved;"), answer.prompt());
            assertFalse(answer.prompt().contains("class A {"), answer.prompt());
            answer.says("A field.").isDone();

            JsonObject item = reply.result()
                    .getAsJsonObject("sent")
                    .getAsJsonArray("items")
                    .get(0)
                    .getAsJsonObject();
            assertEquals(uri, item.get("uri").getAsString());
            assertEquals("A.java", item.get("name").getAsString());
            assertEquals("{\"first\":2,\"last\":2}", item.get("lines").toString());
            assertEquals("editor", item.get("origin").getAsString());
            assertTrue(item.get("note").getAsString().contains("version 1, now 2"));
        }
    }

    @Test
    void readsAFileOfAFolderThatWasAddedLater() throws IOException {
        Files.writeString(folder.resolve("b.txt"), "from disk");
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            String ask = "{\"action\":\"explain\",\"context\":[{\"uri\":\""
                    + folder.resolve("b.txt").toUri() + "\"}]}";
            assertEquals(-32602, client.request("chatman/chat", ask).errorCode());
            client.notify(
                    "workspace/didChangeWorkspaceFolders",
                    "{\"event\":{\"removed\":[],\"added\":[{\"uri\":\"" + folder.toUri() + "\",\"name\":\"w\"}]}}");
            Reply reply = client.request("chatman/chat", ask);
            PlayedAnswer answer = model.next();
            assertTrue(answer.prompt().contains("from disk"));
            answer.isDone();
            assertEquals("complete", reply.result().get("stopReason").getAsString());
        }
    }

    @Test
    void forgetsAClosedDocument() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            client.notify(
                    "textDocument/didOpen",
                    "{\"textDocument\":{\"uri\":\"untitled:1\",\"languageId\":\"\",\"version\":1,\"text\":\"x\"}}");
            client.notify("textDocument/didClose", "{\"textDocument\":{\"uri\":\"untitled:1\"}}");
            Reply reply = client.request("chatman/chat", "{\"text\":\"?\",\"context\":[{\"uri\":\"untitled:1\"}]}");
            assertEquals(-32602, reply.errorCode());
        }
    }

    @Test
    void reportsAnEditThatReachesOutside() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            client.notify(
                    "textDocument/didOpen",
                    "{\"textDocument\":{\"uri\":\"untitled:1\",\"languageId\":\"\",\"version\":1,\"text\":\"secret\"}}");
            client.notify(
                    "textDocument/didChange",
                    "{\"textDocument\":{\"uri\":\"untitled:1\",\"version\":2},\"contentChanges\":[{\"range\":"
                            + "{\"start\":{\"line\":7,\"character\":0},\"end\":{\"line\":9,\"character\":0}},"
                            + "\"text\":\"!\"}]}");
            String log = client.awaitNotification("window/logMessage").toString();
            assertTrue(log.contains("untitled:1"));
            assertFalse(log.contains("secret"));
            Reply reply = client.request("chatman/chat", "{\"text\":\"?\",\"context\":[{\"uri\":\"untitled:1\"}]}");
            PlayedAnswer answer = model.next();
            assertTrue(answer.prompt().contains("secret!"));
            answer.isDone();
            reply.result();
        }
    }

    @Test
    void previewsWithoutAsking() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            JsonObject preview = client.request(
                            "chatman/preview",
                            "{\"text\":\"Why?\",\"context\":[{\"uri\":\"untitled:1\",\"text\":\"given\"}]}")
                    .result();
            assertEquals("fake", preview.get("provider").getAsString());
            assertEquals("model-1", preview.get("model").getAsString());
            assertTrue(preview.get("local").getAsBoolean());
            assertTrue(preview.getAsJsonArray("messages").toString().contains("given"));
            assertTrue(preview.getAsJsonObject("sent").get("tokens").getAsInt() > 0);
        }
    }

    @Test
    void listsProvidersAndModels() throws IOException {
        try (ServerUnderTest server = ServerUnderTest.with(model)) {
            LspClient client = server.client();
            client.initialize();
            assertEquals(
                    "{\"providers\":[{\"id\":\"fake\",\"type\":\"fake\",\"local\":true,\"state\":\"ready\","
                            + "\"model\":\"model-1\",\"message\":\"Ready.\"},{\"id\":\"cloud\",\"type\":\"openai\","
                            + "\"local\":false,\"state\":\"no_key\",\"message\":\"No key.\",\"remedy\":\"Set a key.\"}]}",
                    client.request("chatman/providers", null).result().toString());
            String models = "{\"models\":[{\"id\":\"model-1\",\"displayName\":\"Model One\",\"contextTokens\":4096,"
                    + "\"maxOutputTokens\":1024,\"shutdownDate\":\"2027-01-31\"}]}";
            assertEquals(models, client.request("chatman/models", null).result().toString());
            assertEquals(
                    models,
                    client.request("chatman/models", "{\"provider\":\"fake\"}")
                            .result()
                            .toString());
        }
    }
}
