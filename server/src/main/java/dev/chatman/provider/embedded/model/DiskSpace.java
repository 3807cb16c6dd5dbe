package dev.chatman.provider.embedded.model;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Port: how much may still be written to a directory's disk, in bytes. */
@FunctionalInterface
interface DiskSpace {
    DiskSpace REAL = directory -> Files.getFileStore(directory).getUsableSpace();

    long usable(Path directory) throws IOException;

    /** The disk is full, or would be. */
    final class Exhausted extends FileSystemException {
        Exhausted(Path directory, long needed, long available) {
            super(
                    directory.toString(),
                    null,
                    "it needs " + megabytes(needed) + " MB and " + megabytes(available) + " MB are free");
        }

        private static long megabytes(long bytes) {
            return bytes / 1_000_000;
        }
    }

    /** Fails when there is less space than needed. */
    default void require(Path directory, long needed) throws IOException {
        long available = usable(directory);
        if (available < needed) {
            throw new Exhausted(directory, needed, available);
        }
    }

    /** Whether a write failed because the disk, or the user's share of it, is full: no type tells, only the text. */
    static boolean ranOut(IOException failure) {
        String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return failure instanceof Exhausted
                || message.contains("no space left")
                || message.contains("not enough space")
                || message.contains("quota exceeded");
    }
}
