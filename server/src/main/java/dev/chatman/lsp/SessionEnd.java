package dev.chatman.lsp;

import java.util.concurrent.CompletableFuture;

/**
 * Decides when a session is over, and with which exit code: 0 when the client had asked for {@code shutdown}, else 1. The
 * first reason counts. Safe for use by several threads.
 */
final class SessionEnd {

    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private volatile boolean shutdown;

    void shutdownRequested() {
        shutdown = true;
    }

    void exitRequested() {
        exitCode.complete(shutdown ? 0 : 1);
    }

    /** The stream from or to the client has ended. */
    void clientGone() {
        exitCode.complete(shutdown ? 0 : 1);
    }

    /** The editor's process has ended. */
    void parentGone() {
        exitCode.complete(shutdown ? 0 : 1);
    }

    boolean isOver() {
        return exitCode.isDone();
    }

    /** Blocks until the session is over. */
    int await() {
        return exitCode.join();
    }
}
