package dev.chatman.provider.embedded.model;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/**
 * A model file that is not complete yet: {@code NAME.part} beside the final one. It becomes the final file by an atomic
 * rename, and never takes the place of one: an engine may have that in memory, and would crash.
 *
 * @param file the final file
 */
record PartFile(Path file, DiskSpace space) {

    Path path() {
        return file.resolveSibling(file.getFileName() + ".part");
    }

    /** How much of it is there. */
    long size() throws IOException {
        return Files.exists(path()) ? Files.size(path()) : 0;
    }

    /** Opens it to go on at the offset; what lies behind is cut off. */
    FileChannel openAt(long offset) throws IOException {
        FileChannel channel = FileChannel.open(path(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            channel.truncate(offset).position(offset);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Fails when so many more bytes do not fit on the disk. */
    void requireSpace(long bytes) throws IOException {
        space.require(directory(), bytes);
    }

    Path directory() {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a directory");
    }

    void discard() throws IOException {
        Files.deleteIfExists(path());
    }

    /** Makes it the final file, written to the disk for good. */
    void complete() throws IOException {
        if (Files.exists(file)) {
            throw new FileAlreadyExistsException(file.toString());
        }
        try (FileChannel channel = FileChannel.open(path(), StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(path(), file, StandardCopyOption.ATOMIC_MOVE);
    }
}
