package dev.chatman.lsp;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.eclipse.lsp4j.LogTraceParams;
import org.eclipse.lsp4j.MessageParams;
import org.eclipse.lsp4j.MessageType;

/**
 * Writes to standard error and to the client's log. Callers never pass text of documents, prompts or answers. Safe for
 * use by several threads; never blocks on the client.
 */
final class ServerLog {

    private final Logger stderr;
    private final EditorClient client;
    private volatile boolean tracing;

    ServerLog(Logger stderr, EditorClient client) {
        this.stderr = stderr;
        this.client = client;
    }

    void warning(String message) {
        stderr.log(Level.WARNING, message);
        client.logMessage(new MessageParams(MessageType.Warning, message));
    }

    /** A failure that should not happen; the stack trace stays on this machine. */
    void bug(Throwable cause) {
        stderr.log(Level.ERROR, "A bug in ChatMan", cause);
        String message = "A bug in ChatMan: " + cause.getClass().getName() + ". Details are on the server's stderr.";
        client.logMessage(new MessageParams(MessageType.Error, message));
    }

    /** Shows the user something that needs attention. */
    void show(String message) {
        client.showMessage(new MessageParams(MessageType.Warning, message));
    }

    /** What {@code $/setTrace} asked for. */
    void setTracing(boolean on) {
        tracing = on;
    }

    /** Goes to the client as {@code $/logTrace} while it wants that. */
    void trace(String message) {
        if (tracing) {
            client.logTrace(new LogTraceParams(message));
        }
    }
}
