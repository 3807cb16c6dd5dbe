package dev.chatman.provider.embedded.host;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The main class of the child process that runs the model.
 *
 * <p>Arguments: see {@link HostOptions}. Standard output carries one line, {@code {"port":N}}; standard input carries
 * nothing, and its end means that the parent has gone. Exit codes: 0 stopped by the parent, 1 the model cannot be
 * loaded, 2 wrong arguments.
 */
public final class EmbeddedHost {
    /** Bounds the answers that wait for their turn, not the speed: one generates, the others wait. */
    private static final int THREADS = 64;

    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);

    private EmbeddedHost() {}

    public static void main(String[] args) throws IOException {
        PrintStream parent = System.out;
        // The binding's loader prints on System.out.
        System.setOut(System.err);
        System.setProperty("sun.net.httpserver.nodelay", "true");
        String key = System.getenv(HostOptions.KEY_VARIABLE);
        HostOptions options;
        try {
            options = HostOptions.of(args, key == null ? "" : key);
        } catch (IllegalArgumentException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
            return;
        }
        HostServer server = HostServer.start(options.key(), Executors.newFixedThreadPool(THREADS, daemons()));
        parent.println("{\"port\":" + server.port() + "}");
        parent.flush();
        Lifetime lifetime = new Lifetime(STOP_LIMIT);
        lifetime.followParent(System.in);
        try {
            Completions completions = new Completions(new LlamaGenerator(options), Clock.systemUTC());
            lifetime.loaded(completions);
            server.serve(completions);
        } catch (RuntimeException | LinkageError failure) {
            System.err.println("The model could not be loaded: " + failure);
            lifetime.end(1);
        }
    }

    private static ThreadFactory daemons() {
        AtomicInteger number = new AtomicInteger();
        return task -> {
            Thread thread = new Thread(task, "engine-http-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }
}
