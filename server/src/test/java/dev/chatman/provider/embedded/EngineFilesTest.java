package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class EngineFilesTest {

    @TempDir
    Path state;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no POSIX permissions")
    void othersCannotLookAtLogsAndCrashReports() throws IOException {
        Path directory = Files.createDirectory(state.resolve("engine"));
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));

        new EngineFiles(state).prepare();

        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)));
    }

    @Test
    void onlyTheNewestFilesAreKept() throws IOException {
        Path directory = Files.createDirectory(state.resolve("engine"));
        for (int age = 0; age < 10; age++) {
            Path file = Files.createFile(directory.resolve("engine-" + age + ".log"));
            Files.setLastModifiedTime(file, FileTime.fromMillis(1_000_000L - 1000L * age));
        }

        new EngineFiles(state).prepare();

        assertTrue(Files.exists(directory.resolve("engine-7.log")));
        assertFalse(Files.exists(directory.resolve("engine-8.log")));
    }
}
