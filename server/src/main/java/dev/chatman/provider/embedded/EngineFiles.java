package dev.chatman.provider.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The engine's files in the state directory: logs and crash reports, of which the newest are kept. */
final class EngineFiles {
    private static final int KEPT = 8;

    private final Path directory;

    EngineFiles(Path stateDirectory) {
        this.directory = stateDirectory.resolve("engine");
    }

    /** Makes the directory, for this user only, and removes the oldest files of earlier children. */
    EngineFiles prepare() throws IOException {
        Files.createDirectories(directory);
        keepOthersOut();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> oldest = files.filter(Files::isRegularFile)
                    .sorted(Comparator.comparing(EngineFiles::modified).reversed())
                    .skip(KEPT)
                    .toList();
            for (Path file : oldest) {
                Files.deleteIfExists(file);
            }
        }
        return this;
    }

    /** One log for each parent, so that two servers do not write into the same. */
    Path log() {
        return directory.resolve("engine-" + ProcessHandle.current().pid() + ".log");
    }

    /** What {@code llama-server --help} printed. */
    Path help() {
        return directory.resolve("llama-server-help.txt");
    }

    /** With {@code %p}, which the JVM replaces by the child's process id. */
    Path crashPattern() {
        return directory.resolve("crash-%p.log");
    }

    Path crash(long pid) {
        return directory.resolve("crash-" + pid + ".log");
    }

    /** An empty directory: the binding's loader deletes what looks like its own from the temporary directory. */
    Path emptyDirectory() throws IOException {
        return Files.createDirectories(directory.resolve("empty"));
    }

    /** A crash report shows memory, and with it perhaps the code that was being asked about. */
    private void keepOthersOut() throws IOException {
        PosixFileAttributeView posix = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
        if (posix != null) {
            posix.setPermissions(PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException vanished) {
            return FileTime.fromMillis(0);
        }
    }
}
