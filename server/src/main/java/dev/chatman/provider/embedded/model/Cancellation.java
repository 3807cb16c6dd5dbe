package dev.chatman.provider.embedded.model;

import java.util.concurrent.CancellationException;

/** Whether a download is still wanted. Its thread looks at short intervals, so nothing has to be interrupted. */
final class Cancellation {
    private volatile boolean cancelled;

    void cancel() {
        cancelled = true;
    }

    void check() {
        if (cancelled) {
            throw new CancellationException("The download was stopped");
        }
    }
}
