package dev.chatman.provider.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what a child writes on standard error in a file, at most twice {@link #LIMIT} characters: a full file becomes
 * {@code .1} and takes the place of the one before it.
 */
final class EngineLog {
    private static final long LIMIT = 512 * 1024;
    private static final Pattern ERROR = Pattern.compile("error|failed to|could not|cannot", Pattern.CASE_INSENSITIVE);

    private final Path file;
    private volatile @Nullable String firstError;

    EngineLog(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    /** The first line that reports an error, shortened: why a child could not load its model. Later ones only follow. */
    Optional<String> firstError() {
        return Optional.ofNullable(firstError);
    }

    /** Copies until the stream ends, on a thread of its own that ends with the child. */
    void follow(InputStream stderr) {
        Thread thread = new Thread(() -> copy(stderr), "engine-log");
        thread.setDaemon(true);
        thread.start();
    }

    private void copy(InputStream stderr) {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stderr, StandardCharsets.UTF_8))) {
            boolean more = true;
            while (more) {
                more = copyOneFile(lines);
                if (more) {
                    Files.move(
                            file, file.resolveSibling(file.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException unwritable) {
            // The log is lost; closing the stream makes the child's writes fail, which it survives.
            firstError = "The engine's log cannot be written: " + unwritable.getMessage();
        }
    }

    private boolean copyOneFile(BufferedReader lines) throws IOException {
        try (Writer out = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
            long written = 0;
            while (written < LIMIT) {
                String line = lines.readLine();
                if (line == null) {
                    return false;
                }
                if (firstError == null && ERROR.matcher(line).find()) {
                    firstError =
                            line.strip().substring(0, Math.min(200, line.strip().length()));
                }
                out.write(line + "\n");
                out.flush();
                written += line.length() + 1L;
            }
            return true;
        }
    }
}
