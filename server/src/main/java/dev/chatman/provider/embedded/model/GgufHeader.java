package dev.chatman.provider.embedded.model;

import java.io.IOException;
import java.nio.file.Path;

/**
 * What the header of a GGUF file says about the model.
 *
 * @param architecture {@code general.architecture}: which kind of network it is, for example {@code llama}
 */
public record GgufHeader(String architecture) {

    /** A file that is not a whole GGUF file. The message is for people and names no path. */
    public static final class Unreadable extends IOException {
        Unreadable(String message) {
            super(message);
        }
    }

    /**
     * Reads the header. Takes milliseconds; never reads past the metadata and trusts no length in the file.
     *
     * @throws Unreadable when the file is not GGUF, or cut off, or makes no sense
     * @throws IOException when it cannot be read
     */
    public static GgufHeader read(Path file) throws IOException {
        try (GgufReader reader = new GgufReader(file)) {
            return reader.header();
        }
    }
}
