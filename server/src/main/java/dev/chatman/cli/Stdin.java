package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Standard input as UTF-8. Every read has a daemon thread of its own, since a blocking read cannot be interrupted and
 * Ctrl-C must not wait for it.
 */
final class Stdin {

    static final int MAX_BYTES = 10 * 1024 * 1024;

    private final InputStream in;
    private final BufferedReader lines;
    private @Nullable FutureTask<@Nullable String> unfinished;

    Stdin(InputStream in) {
        // Not bare: readNBytes of Java 17's FileInputStream asks for the position, which a pipe does not have.
        this.in = new BufferedInputStream(in);
        this.lines = new BufferedReader(new InputStreamReader(this.in, UTF_8));
    }

    /**
     * Everything until the end.
     *
     * @param patience after this long without an end {@code whenSlow} is called
     * @throws IOException when it cannot be read or has more than {@link #MAX_BYTES}
     */
    String all(Duration patience, Runnable whenSlow) throws IOException, InterruptedException {
        FutureTask<byte[]> read = start(() -> in.readNBytes(MAX_BYTES + 1));
        byte[] bytes;
        try {
            bytes = read.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            whenSlow.run();
            bytes = outcome(read);
        } catch (ExecutionException failed) {
            throw new IOException("Standard input cannot be read.", failed);
        }
        if (bytes.length > MAX_BYTES) {
            throw new IOException("Standard input has more than 10 MB.");
        }
        return new String(bytes, UTF_8);
    }

    /**
     * The next line without its end; empty when there is none. A line that nobody waited for to the end, because the
     * thread was interrupted, is the next one.
     */
    Optional<String> line() throws IOException, InterruptedException {
        FutureTask<@Nullable String> read = unfinished;
        if (read == null) {
            Callable<@Nullable String> readLine = lines::readLine;
            read = start(readLine);
            unfinished = read;
        }
        String line = outcome(read);
        unfinished = null;
        return Optional.ofNullable(line);
    }

    private static <T extends @Nullable Object> T outcome(FutureTask<T> read) throws IOException, InterruptedException {
        try {
            return read.get();
        } catch (ExecutionException failed) {
            throw new IOException("Standard input cannot be read.", failed);
        }
    }

    private static <T extends @Nullable Object> FutureTask<T> start(Callable<T> read) {
        FutureTask<T> task = new FutureTask<>(read);
        Thread thread = new Thread(task, "chatman-stdin");
        thread.setDaemon(true);
        thread.start();
        return task;
    }
}
