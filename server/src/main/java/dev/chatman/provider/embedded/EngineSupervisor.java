package dev.chatman.provider.embedded;

import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ProviderException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when an engine lives: it is started by the first lease, shared by all that want the same model, stopped when
 * nobody has held one for a while, and started anew after it died, unless it dies too often.
 */
final class EngineSupervisor implements AutoCloseable {
    private final EngineStart start;
    private final Duration idleStop;
    private final ScheduledExecutorService scheduler;
    private final Executor io;
    private final CrashHistory crashes;

    private final Object lock = new Object();
    private final Set<Engine> engines = new HashSet<>();
    private @Nullable Engine current;
    private @Nullable Path lastCrashFile;
    private boolean closed;

    EngineSupervisor(
            EngineStart start,
            Duration idleStop,
            ScheduledExecutorService scheduler,
            Executor io,
            LongSupplier nanoTime) {
        this.start = start;
        this.idleStop = idleStop;
        this.scheduler = scheduler;
        this.io = io;
        this.crashes = new CrashHistory(nanoTime);
    }

    /** An engine for the model, running or about to. Does not block; the caller must release the lease. */
    EngineLease acquire(Path model) throws ProviderException {
        Engine engine;
        boolean fresh;
        synchronized (lock) {
            if (closed) {
                throw EngineFailures.unavailable("The embedded engine has been shut down.", "Restart ChatMan.");
            }
            noticeDeath();
            Engine running = current;
            fresh = running == null || !running.model.equals(model);
            engine = running == null || fresh ? replaceBy(model) : running;
            engine.users++;
            engine.cancelIdle();
        }
        if (fresh) {
            begin(engine);
        }
        return new EngineLease(engine.ready, () -> release(engine));
    }

    /** Ends every engine and waits for it, for a limited time. */
    @Override
    public void close() {
        List<EngineProcess> processes = new ArrayList<>();
        synchronized (lock) {
            closed = true;
            current = null;
            for (Engine engine : engines) {
                engine.cancelIdle();
                engine.stopping = true;
                if (engine.process != null) {
                    processes.add(engine.process);
                }
            }
        }
        processes.forEach(EngineProcess::askToStop);
        processes.forEach(EngineProcess::stop);
    }

    private void begin(Engine engine) {
        try {
            io.execute(() -> start.run(engine.model, engine.ready, new EngineStart.Listener() {
                @Override
                public boolean launched(EngineProcess process) {
                    return adopt(engine, process);
                }

                @Override
                public void failed() {
                    forget(engine);
                }
            }));
        } catch (RejectedExecutionException shuttingDown) {
            forget(engine);
            engine.ready.completeExceptionally(
                    EngineFailures.unavailable("ChatMan is shutting down.", "Restart ChatMan.", shuttingDown));
        }
    }

    private boolean adopt(Engine engine, EngineProcess process) {
        synchronized (lock) {
            if (engine.stopping) {
                return false;
            }
            engine.process = process;
        }
        process.onExit(status -> exited(engine, process, status));
        return true;
    }

    private void exited(Engine engine, EngineProcess process, int status) {
        boolean unused;
        synchronized (lock) {
            if (engine.exitSeen) {
                return;
            }
            engine.exitSeen = true;
            unused = engine.users == 0;
            if (!engine.stopping && ExitStatus.crash(status)) {
                crashes.died();
                lastCrashFile = process.crashFile();
            }
            forget(engine);
        }
        if (unused) {
            engine.disconnect();
        }
    }

    /** The caller holds the lock. A child may have died a moment ago, and its watcher's call be still on its way. */
    private void noticeDeath() {
        if (current != null && current.process != null) {
            Engine engine = current;
            EngineProcess process = current.process;
            process.exitStatus().ifPresent(status -> exited(engine, process, status));
        }
    }

    private void forget(Engine engine) {
        synchronized (lock) {
            engine.cancelIdle();
            engines.remove(engine);
            if (current == engine) {
                current = null;
            }
        }
    }

    private void release(Engine engine) {
        boolean gone;
        synchronized (lock) {
            engine.users--;
            if (engine.users > 0) {
                return;
            }
            gone = !engines.contains(engine);
            if (!gone && !engine.stopping) {
                stopWhenIdle(engine);
            }
        }
        if (gone) {
            engine.disconnect();
        }
    }

    /** The caller holds the lock. */
    private void stopWhenIdle(Engine engine) {
        if (current == engine) {
            engine.idle = scheduler.schedule(() -> stopIdle(engine), idleStop.toNanos(), TimeUnit.NANOSECONDS);
        } else {
            stopSoon(engine);
        }
    }

    private void stopIdle(Engine engine) {
        synchronized (lock) {
            if (engine.users == 0 && current == engine) {
                current = null;
                stopSoon(engine);
            }
        }
    }

    /** The caller holds the lock. An engine with another model ends as soon as nobody uses it. */
    private Engine replaceBy(Path model) throws ProviderException {
        refuseAfterTooManyDeaths();
        if (current != null && current.users == 0) {
            stopSoon(current);
        }
        current = new Engine(model);
        engines.add(current);
        return current;
    }

    /** The caller holds the lock; a process that is still being launched is ended when {@link #adopt} is asked. */
    private void stopSoon(Engine engine) {
        engine.cancelIdle();
        engine.stopping = true;
        EngineProcess process = engine.process;
        if (process != null) {
            io.execute(process::stop);
        }
    }

    private void refuseAfterTooManyDeaths() throws ProviderException {
        if (crashes.exhausted()) {
            throw EngineFailures.unavailable(
                    "The embedded engine ended unexpectedly " + CrashHistory.LIMIT + " times in "
                            + CrashHistory.WINDOW.toMinutes() + " minutes and is not started again for now.",
                    "Try another model or a local engine (Ollama, llama-server); its crash report, if it wrote one, is "
                            + lastCrashFile + ".");
        }
    }

    /** One child and who uses it; guarded by the supervisor's lock. */
    private static final class Engine {
        final Path model;
        final EngineStart.Ready ready = new EngineStart.Ready();

        @Nullable EngineProcess process;

        @Nullable ScheduledFuture<?> idle;

        int users;
        boolean stopping;
        boolean exitSeen;

        Engine(Path model) {
            this.model = model;
        }

        /**
         * Closes the adapter of an engine that has gone, once its last stream has seen the end of the connection:
         * closed before, the stream would be given up without a word.
         */
        void disconnect() {
            var unused = ready.thenAccept(ChatProvider::close);
        }

        void cancelIdle() {
            if (idle != null) {
                idle.cancel(false);
                idle = null;
            }
        }
    }
}
