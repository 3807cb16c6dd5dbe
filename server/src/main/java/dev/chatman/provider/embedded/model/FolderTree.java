package dev.chatman.provider.embedded.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** A folder that another program writes into meanwhile: files come and go while one looks. */
final class FolderTree {
    private FolderTree() {}

    static long size(Path folder) throws IOException {
        long size = 0;
        for (Path file : files(folder)) {
            size += fileSize(file);
        }
        return size;
    }

    private static long fileSize(Path file) throws IOException {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException moved) {
            // It counts where it has gone to, when we look again.
            return 0;
        }
    }

    static void delete(Path folder) throws IOException {
        List<Path> deepestFirst =
                files(folder).stream().sorted(Comparator.reverseOrder()).toList();
        for (Path file : deepestFirst) {
            Files.deleteIfExists(file);
        }
    }

    private static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.toList();
        } catch (UncheckedIOException vanished) {
            return List.of();
        }
    }
}
