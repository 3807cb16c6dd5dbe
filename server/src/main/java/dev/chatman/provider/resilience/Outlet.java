package dev.chatman.provider.resilience;

import dev.chatman.chat.Answerer.AnswerSink;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets the calls of provider, clocks and user reach the sink one after the other, and exactly one ending, last.
 *
 * <p>The stopwatch stands still during each call. The lock is held during a call, so {@link #finish}, which must not
 * wait, leaves the ending to the thread that is in the sink at the moment.
 */
final class Outlet {
    private static final System.Logger LOG = System.getLogger(Outlet.class.getName());

    private final AnswerSink sink;
    private final PausableStopwatch stopwatch;
    private final Runnable whenSinkFails;
    private final ReentrantLock turn = new ReentrantLock();
    private final AtomicReference<@Nullable Consumer<AnswerSink>> ending = new AtomicReference<>();
    /** Guarded by {@link #turn}. */
    private boolean ended;

    /** The callback runs on the thread whose call failed, once the sink has been told. */
    Outlet(AnswerSink sink, PausableStopwatch stopwatch, Runnable whenSinkFails) {
        this.sink = sink;
        this.stopwatch = stopwatch;
        this.whenSinkFails = whenSinkFails;
    }

    /** Waits for its turn; then calls, unless the answer has ended or the call is no longer wanted. */
    void pass(BooleanSupplier wanted, Consumer<AnswerSink> call) {
        boolean intact;
        turn.lock();
        try {
            intact = isFinished() || !wanted.getAsBoolean() || call(call);
        } finally {
            turn.unlock();
        }
        afterTurn(intact);
    }

    /** Calls if nobody is in the sink; else drops the call. Does not wait. */
    void passIfFree(Consumer<AnswerSink> call) {
        if (turn.isHeldByCurrentThread() || !turn.tryLock()) {
            return;
        }
        boolean intact;
        try {
            intact = isFinished() || call(call);
        } finally {
            turn.unlock();
        }
        afterTurn(intact);
    }

    /** Ends the answer, unless it has ended: false then. Does not wait. */
    boolean finish(Consumer<AnswerSink> last) {
        boolean first = ending.compareAndSet(null, last);
        deliverEnding();
        return first;
    }

    boolean isFinished() {
        return ending.get() != null;
    }

    private void afterTurn(boolean intact) {
        deliverEnding();
        if (!intact) {
            whenSinkFails.run();
        }
    }

    /**
     * A thread that finds the turn taken may leave: whoever has it comes by here after giving it back, and an ending set
     * before the failed try is visible to it.
     */
    private void deliverEnding() {
        Consumer<AnswerSink> last = ending.get();
        if (last == null || turn.isHeldByCurrentThread() || !turn.tryLock()) {
            return;
        }
        try {
            if (!ended) {
                ended = true;
                call(last);
            }
        } finally {
            turn.unlock();
        }
    }

    /** False when the sink threw; the answer has ended then. */
    private boolean call(Consumer<AnswerSink> call) {
        stopwatch.pause();
        try {
            call.accept(sink);
            return true;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, "The receiver of an answer failed; the answer is given up.", e);
            ProviderException failure = ProviderException.of(
                            ErrorCode.INTERNAL,
                            "ChatMan failed: " + e.getClass().getSimpleName() + ".")
                    .withHint("Please report this with the server's log.")
                    .withCause(e);
            ending.compareAndSet(null, to -> to.onError(failure));
            return false;
        } finally {
            stopwatch.resume();
        }
    }
}
