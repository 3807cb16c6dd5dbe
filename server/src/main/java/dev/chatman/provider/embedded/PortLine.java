package dev.chatman.provider.embedded;

import dev.chatman.spi.ProviderException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits for the one line on a child's standard output that says where it listens. */
final class PortLine {
    private static final Pattern LINE = Pattern.compile("\\{\"port\":(\\d{1,5})}");
    private static final long LIMIT_SECONDS = 20;

    private PortLine() {}

    /**
     * The port. Ends the child when it does not say.
     *
     * @throws ProviderException when the child ended, said something else, or said nothing in time
     */
    static int await(Process process, EngineLog log) throws ProviderException {
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread reader = new Thread(() -> read(process, port), "engine-stdout");
        reader.setDaemon(true);
        reader.start();
        try {
            return port.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            process.destroyForcibly();
            throw EngineFailures.unavailable(
                    "The embedded engine did not start"
                            + log.firstError().map(line -> ": " + line).orElse("") + ".",
                    "See " + log.file() + ".",
                    e);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw EngineFailures.unavailable("The start of the embedded engine was interrupted.", "Ask again.", e);
        }
    }

    /** Reads on after the port, so that a child that prints more is never held up. */
    private static void read(Process process, CompletableFuture<Integer> port) {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            Matcher matcher = LINE.matcher(line == null ? "" : line);
            if (matcher.matches()) {
                port.complete(Integer.parseInt(matcher.group(1)));
            } else {
                port.completeExceptionally(new IOException("The first line names no port"));
            }
            lines.transferTo(Writer.nullWriter());
        } catch (IOException broken) {
            port.completeExceptionally(broken);
        }
    }
}
