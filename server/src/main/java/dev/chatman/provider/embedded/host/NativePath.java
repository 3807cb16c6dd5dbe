package dev.chatman.provider.embedded.host;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/**
 * A path that the binding can open. It hands paths to native code as modified UTF-8, which spoils characters outside
 * the Basic Multilingual Plane; such a file gets a link with a plain name for as long as it is being opened.
 */
final class NativePath implements AutoCloseable {
    private final Path link;
    private final boolean temporary;

    private NativePath(Path link, boolean temporary) {
        this.link = link;
        this.temporary = temporary;
    }

    static NativePath of(Path file) {
        if (file.toString().chars().noneMatch(c -> Character.isSurrogate((char) c))) {
            return new NativePath(file, false);
        }
        try {
            Path link = Files.createTempDirectory("chatman-model").resolve("model.gguf");
            return new NativePath(Files.createSymbolicLink(link, file.toAbsolutePath()), true);
        } catch (IOException failure) {
            throw new UncheckedIOException(
                    "The model's path has characters that need a link, and none can be made", failure);
        }
    }

    @Override
    public String toString() {
        return link.toString();
    }

    @Override
    public void close() {
        if (!temporary) {
            return;
        }
        try {
            Files.deleteIfExists(link);
            Files.deleteIfExists(Objects.requireNonNull(link.getParent()));
        } catch (IOException harmless) {
            System.err.println("A link to the model stays behind: " + harmless);
        }
    }
}
