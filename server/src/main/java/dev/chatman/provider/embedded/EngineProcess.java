package dev.chatman.provider.embedded;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;

/**
 * A running child that serves a model over HTTP on loopback.
 *
 * <p>Its standard input is the line that tells it whether the parent lives: closing it asks the child to end.
 */
public final class EngineProcess {
    /** A graceful end waits for one step of the generation; after this it is ended hard. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(3);

    /** Large models on slow disks take minutes. */
    private static final Duration LOAD_LIMIT = Duration.ofMinutes(5);

    private final Process process;
    private final int port;
    private final String key;
    private final EngineLog log;
    private final Path crashFile;
    private final String loadHint;

    EngineProcess(Process process, int port, String key, EngineLog log, Path crashFile, String loadHint) {
        this.process = process;
        this.port = port;
        this.key = key;
        this.log = log;
        this.crashFile = crashFile;
        this.loadHint = loadHint;
    }

    URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port + "/v1");
    }

    String key() {
        return key;
    }

    long pid() {
        return process.pid();
    }

    EngineLog log() {
        return log;
    }

    /** Where the child's JVM writes its crash report, if it ever has one. */
    Path crashFile() {
        return crashFile;
    }

    /** What else to say when it does not load a model; may be empty. */
    String loadHint() {
        return loadHint;
    }

    /** Empty while it runs. */
    OptionalInt exitStatus() {
        return process.isAlive() ? OptionalInt.empty() : OptionalInt.of(process.exitValue());
    }

    /** Calls back once with the exit status, on a thread of its own; {@link Process#onExit} uses the common pool. */
    void onExit(IntConsumer listener) {
        Thread thread = new Thread(
                () -> {
                    try {
                        listener.accept(process.waitFor());
                    } catch (InterruptedException nobodyInterruptsThisThread) {
                        Thread.currentThread().interrupt();
                    }
                },
                "engine-exit-watch");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Blocks until the model is loaded.
     *
     * @return false when the process has ended instead, or was ended because it took too long
     */
    boolean awaitLoaded() throws InterruptedException {
        HealthProbe probe = new HealthProbe(port);
        long began = System.nanoTime();
        while (!process.waitFor(10, TimeUnit.MILLISECONDS)) {
            if (probe.healthy()) {
                return true;
            }
            if (System.nanoTime() - began > LOAD_LIMIT.toNanos()) {
                stop();
            }
        }
        return false;
    }

    /** Asks the child to end; does not wait. */
    void askToStop() {
        try {
            process.getOutputStream().close();
        } catch (IOException alreadyGone) {
            process.destroy();
        }
    }

    /** Ends the child and waits for it, for a limited time; then it is ended hard. */
    void stop() {
        askToStop();
        try {
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException interrupted) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
