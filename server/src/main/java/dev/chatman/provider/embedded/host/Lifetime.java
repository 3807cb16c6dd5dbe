package dev.chatman.provider.embedded.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends the child when its parent has gone, or when it is asked to. The process must not exit while native threads
 * generate or load: the library's static destructors would pull the model away under them and crash. So whoever ends
 * the process first gives up the generation and waits for it, for a limited time.
 */
final class Lifetime {
    private final Duration limit;
    private final CompletableFuture<Completions> loaded = new CompletableFuture<>();

    Lifetime(Duration limit) {
        this.limit = limit;
        // SIGTERM, and Ctrl-C where the parent could not shield the child from it.
        Runtime.getRuntime().addShutdownHook(new Thread(this::quiesce, "engine-shutdown"));
    }

    /** Watches the pipe from the parent, which the operating system closes when the parent dies, however it dies. */
    void followParent(InputStream in) {
        Thread watch = new Thread(
                () -> {
                    try {
                        in.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException broken) {
                        System.err.println("The parent cannot be followed any more: " + broken);
                    }
                    end(0);
                },
                "engine-parent-watch");
        watch.start();
    }

    /** The model is in memory; before that the process ends only when the load is over. */
    void loaded(Completions completions) {
        loaded.complete(completions);
    }

    void end(int status) {
        if (status != 0) {
            loaded.cancel(false);
        }
        quiesce();
        // Not exit: the shutdown hook would wait for this very thread's work again.
        Runtime.getRuntime().halt(status);
    }

    private void quiesce() {
        try {
            loaded.get(limit.toMillis(), TimeUnit.MILLISECONDS).stop(limit);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException | CancellationException notLoaded) {
            System.err.println("Ending before the model was loaded.");
        }
    }
}
