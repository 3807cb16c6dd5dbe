package dev.chatman.lsp;

import dev.chatman.chat.Turn;
import dev.chatman.protocol.ChatResult;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a request for a turn. Cancelling it, as lsp4j does on {@code $/cancelRequest}, stops the turn, and the
 * future then completes with what had arrived: it never ends as cancelled.
 */
final class ChatFuture extends CompletableFuture<ChatResult> {

    private @Nullable Turn turn;
    private boolean stopped;

    /** Names the turn that will complete this future. A cancel that came before stops it now. */
    void attach(Turn newTurn) {
        boolean stop;
        synchronized (this) {
            turn = newTurn;
            stop = stopped;
        }
        if (stop) {
            newTurn.cancel();
        }
    }

    /** Stops the turn; false because the future goes on to its result. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        Turn running;
        synchronized (this) {
            stopped = true;
            running = turn;
        }
        if (running != null) {
            running.cancel();
        }
        return false;
    }
}
