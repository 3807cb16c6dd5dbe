package dev.chatman.testing;

/** A server process and the client that talks to it over its standard streams. */
public record EditorSession(Process server, LspClient client) {

    public static EditorSession with(Process server) {
        return new EditorSession(server, LspClient.over(server.getInputStream(), server.getOutputStream()));
    }

    /** Ends the server and whatever it started, for a test that failed half-way. */
    public void kill() {
        server.descendants().forEach(ProcessHandle::destroyForcibly);
        server.destroyForcibly();
    }
}
