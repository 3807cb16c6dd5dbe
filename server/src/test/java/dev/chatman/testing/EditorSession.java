package dev.chatman.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * An editor with one document open, and the packaged server that it started.
 *
 * @param server the server's process
 * @param client talks to it over its standard streams
 */
public record EditorSession(Process server, LspClient client) {

    /** The document, whose name has a blank and an accent. */
    public static final String DOCUMENT = "file:///home/me/My%20Project/Caf%C3%A9.java";

    /** Starts the server, shakes hands and opens the document. */
    public static EditorSession start(PackagedProgram program, String text) throws IOException {
        Process server = program.command("lsp").start();
        LspClient client = LspClient.over(server.getInputStream(), server.getOutputStream());
        EditorSession session = new EditorSession(server, client);
        JsonObject result = client.initialize(
                "{\"capabilities\":{},\"processId\":" + ProcessHandle.current().pid() + "}");
        JsonObject announced = result.getAsJsonObject("capabilities")
                .getAsJsonObject("experimental")
                .getAsJsonObject("chatman");
        assertEquals(1, announced.get("protocolVersion").getAsInt());
        session.open(text);
        return session;
    }

    private void open(String text) {
        JsonObject document = new JsonObject();
        document.addProperty("uri", DOCUMENT);
        document.addProperty("languageId", "java");
        document.addProperty("version", 1);
        document.addProperty("text", text);
        JsonObject params = new JsonObject();
        params.add("textDocument", document);
        client.notify("textDocument/didOpen", params.toString());
    }

    /** Replaces a part of one line, as typing does, without saving. */
    public void change(int line, int from, int to, String text) {
        JsonObject edit = new JsonObject();
        edit.add("range", range(line, from, line, to));
        edit.addProperty("text", text);
        client.notify(
                "textDocument/didChange",
                "{\"textDocument\": {\"uri\": \"" + DOCUMENT + "\", \"version\": 2}, \"contentChanges\": [" + edit
                        + "]}");
    }

    /** Asks about the whole document, streaming on {@code token}. */
    public LspClient.Reply chat(String text, String token) {
        return client.request(
                "chatman/chat",
                "{\"text\": \"" + text + "\", \"context\": [{\"uri\": \"" + DOCUMENT + "\", \"range\": "
                        + range(0, 0, 99, 0) + "}], \"partialResultToken\": \"" + token + "\"}");
    }

    public LspClient.Reply resume(String turnId, int offset, String token) {
        return client.request(
                "chatman/resume",
                "{\"turnId\": \"" + turnId + "\", \"offset\": " + offset + ", \"partialResultToken\": \"" + token
                        + "\"}");
    }

    /** Says goodbye as the protocol asks for, and sees to it that nothing is left. */
    public void leave() throws InterruptedException {
        client.shutdownAndExit();
        assertEquals(0, PackagedProgram.exitCode(server));
        assertEquals(List.of(), server.descendants().toList());
    }

    /** Ends the server and whatever it started, for a test that failed half-way. */
    public void kill() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }

    private static JsonObject range(int line, int character, int endLine, int endCharacter) {
        JsonObject range = new JsonObject();
        range.add("start", position(line, character));
        range.add("end", position(endLine, endCharacter));
        return range;
    }

    private static JsonObject position(int line, int character) {
        JsonObject position = new JsonObject();
        position.addProperty("line", line);
        position.addProperty("character", character);
        return position;
    }
}
