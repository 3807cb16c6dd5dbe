package dev.chatman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import dev.chatman.cli.Terminal;
import dev.chatman.settings.SettingsLayer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WiringTest {

    private static final String NOTHING_LISTENS = "http://127.0.0.1:1";

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for python3 is a shell script")
    void closingWaitsUntilADownloadHasEndedItsProgramAndDeletedItsFiles(@TempDir Path home) throws Exception {
        Path pid = home.resolve("pid");
        Map<String, String> environment = Map.of(
                "HOME",
                home.toString(),
                "HF_ENDPOINT",
                NOTHING_LISTENS,
                "PATH",
                pythonThatNeverEnds(home.resolve("bin"), pid) + ":/usr/bin:/bin");
        CountDownLatch running = new CountDownLatch(1);
        try (Wiring wiring = new Wiring(
                environment, new SettingsLayer("flags", true, new JsonObject()), Terminal.ofProcess(environment))) {
            var unused = wiring.localModels().pull("smollm2-135m", (source, done, total) -> {
                if (Files.exists(pid)) {
                    running.countDown();
                }
            });
            running.await();
        }

        long process = Long.parseLong(Files.readString(pid).strip());
        assertFalse(ProcessHandle.of(process).filter(ProcessHandle::isAlive).isPresent());
        assertEquals(List.of(), filesBelow(home.resolve(".cache")));
    }

    private static Path pythonThatNeverEnds(Path directory, Path pid) throws IOException {
        Path python = Files.createDirectories(directory).resolve("python3");
        Files.writeString(
                python, "#!/bin/sh\necho $$ > '" + pid + ".new'\nmv '" + pid + ".new' '" + pid + "'\nexec sleep 600\n");
        Files.setPosixFilePermissions(python, PosixFilePermissions.fromString("rwx------"));
        return directory;
    }

    /** The lock files that stay for the next download do not count. */
    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.toString().endsWith(".lock"))
                    .toList();
        }
    }
}
