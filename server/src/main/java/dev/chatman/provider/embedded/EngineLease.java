package dev.chatman.provider.embedded;

import dev.chatman.spi.ChatProvider;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to use an engine until it is released; meanwhile the engine is not stopped for being idle. */
final class EngineLease {
    private final CompletableFuture<ChatProvider> ready;
    private final Runnable onRelease;
    private final AtomicBoolean released = new AtomicBoolean();

    EngineLease(CompletableFuture<ChatProvider> ready, Runnable onRelease) {
        this.ready = ready;
        this.onRelease = onRelease;
    }

    /** Shared by all that use the engine: never cancel or complete it. */
    CompletableFuture<ChatProvider> ready() {
        return ready;
    }

    /** May be called more than once. */
    void release() {
        if (released.compareAndSet(false, true)) {
            onRelease.run();
        }
    }
}
