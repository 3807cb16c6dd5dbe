package dev.chatman.chat;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * One follower's view of a turn: a cursor into the transcript.
 *
 * <p>Whoever has news calls {@link #pump}; the first to come delivers, on its own thread, until nothing is left, and
 * the others only leave word. So a follower never hears two calls at once, a slow one holds up the thread that brings
 * the text (which slows the endpoint down) and gets what arrived meanwhile in one piece, and nothing is queued twice.
 */
final class Feed {

    /** Bounds one message to the editor when a follower has fallen far behind, in UTF-16 units. */
    private static final int LARGEST_PIECE = 64 * 1024;

    private final LiveTurn turn;
    private final TurnFollower follower;
    private final Queue<Consumer<TurnFollower>> signals = new ConcurrentLinkedQueue<>();
    private final AtomicInteger news = new AtomicInteger();
    private int offset;
    private boolean over;

    Feed(LiveTurn turn, TurnFollower follower, int offset) {
        this.turn = turn;
        this.follower = follower;
        this.offset = offset;
    }

    void signal(Consumer<TurnFollower> call) {
        signals.add(call);
    }

    /** Delivers what there is, unless another thread is at it and will. */
    void pump() {
        if (news.getAndIncrement() != 0) {
            return;
        }
        int seen = 1;
        do {
            try {
                deliver();
            } catch (RuntimeException e) {
                // The follower is broken, the turn is not: others may follow it, and it can be resumed.
                over = true;
                turn.unfollow(this, e);
            }
            seen = news.addAndGet(-seen);
        } while (seen != 0);
    }

    private void deliver() {
        while (!over) {
            Consumer<TurnFollower> signal = signals.poll();
            if (signal != null) {
                signal.accept(follower);
                continue;
            }
            // Read before the text: an end that is seen here has all its text in the transcript.
            TurnEnd end = turn.end();
            String piece = turn.textFrom(offset, LARGEST_PIECE);
            if (!piece.isEmpty()) {
                int at = offset;
                offset += piece.length();
                follower.onText(at, piece);
            } else if (end != null) {
                over = true;
                turn.unfollow(this, null);
                finish(end);
            } else {
                return;
            }
        }
    }

    private void finish(TurnEnd end) {
        if (end instanceof TurnEnd.Answered answered) {
            follower.onResult(answered.result());
        } else if (end instanceof TurnEnd.Failed failed) {
            follower.onFailure(failed.failure());
        }
    }
}
