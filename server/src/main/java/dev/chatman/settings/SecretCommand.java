package dev.chatman.settings;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a command that prints a secret. It gets no input, and what it says on standard error is not kept. */
final class SecretCommand {
    private final Duration limit;
    private final int longestOutput;

    SecretCommand(Duration limit, int longestOutput) {
        this.limit = limit;
        this.longestOutput = longestOutput;
    }

    /** What the command printed, as UTF-8; it has ended, or been ended, when this returns. */
    String run(List<String> words) throws CredentialException {
        String program = "The command \"" + words.get(0) + "\"";
        Process process = start(words, program);
        // On a thread of its own, because a read of a pipe cannot be given a time limit.
        FutureTask<String> output = new FutureTask<>(() -> read(process.getInputStream()));
        Thread reader = new Thread(output, "chatman-secret-command");
        reader.setDaemon(true);
        reader.start();
        long deadline = System.nanoTime() + limit.toNanos();
        try {
            String text = output.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            if (!process.waitFor(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                throw new TimeoutException();
            }
            if (process.exitValue() != 0) {
                throw new CredentialException(program + " that should print the key failed with exit code "
                        + process.exitValue() + ". Run it in a terminal to see why.");
            }
            return text;
        } catch (TimeoutException e) {
            throw new CredentialException(program + " that should print the key took longer than " + limit.toSeconds()
                    + " s. Run it in a terminal: it may ask for something.");
        } catch (ExecutionException e) {
            throw new CredentialException(program + " that should print the key could not be read. Try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CredentialException("Reading the key was interrupted. Try again.");
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Process start(List<String> words, String program) throws CredentialException {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            return process;
        } catch (IOException e) {
            throw new CredentialException(
                    program + " that should print the key could not be started. Check its name and the PATH.");
        }
    }

    private String read(InputStream out) throws IOException {
        try (out) {
            return new String(out.readNBytes(longestOutput), StandardCharsets.UTF_8);
        }
    }
}
