package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileReferenceTest {

    @TempDir
    Path directory;

    @BeforeEach
    void makeFiles() throws IOException {
        for (String name : new String[] {"App.java", "my file.txt", "größe"}) {
            Files.createFile(directory.resolve(name));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "App.java, App.java,",
        "App.java:3, App.java, 3-3",
        "App.java:3-7, App.java, 3-7",
        "./App.java:1-1, ./App.java, 1-1",
        "my file.txt:10-20, my file.txt, 10-20",
        "größe:2, größe, 2-2"
    })
    void readsNameAndLines(String text, String name, @Nullable String lines) {
        FileReference reference = FileReference.parse(text, directory);

        assertEquals(directory.resolve(name), reference.file());
        assertEquals(lines, reference.lines() == null ? null : reference.lines().toString());
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void prefersAFileWhoseNameLooksLikeLines() throws IOException {
        Files.createFile(directory.resolve("log:12"));
        Files.createFile(directory.resolve("C:"));

        assertEquals("log:12", name("log:12"));
        assertEquals("log:12", name("log:12:3-4"));
        assertEquals("C:", name("C::5"));
    }

    @Test
    void takesAnAbsoluteName() {
        Path file = directory.resolve("App.java").toAbsolutePath();

        assertEquals(
                file, FileReference.parse(file + ":1-2", Path.of("/elsewhere")).file());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nowhere",
                "nowhere:1-2",
                "App.java:",
                "App.java:x",
                "App.java:1-",
                "",
                ":1",
                "C:\\x.java:1",
                "a\0b"
            })
    void saysThatThereIsNoSuchFile(String text) {
        ChatException wrong = assertThrows(ChatException.class, () -> FileReference.parse(text, directory));

        assertTrue(wrong.message().startsWith("There is no file"), wrong.message());
    }

    @ParameterizedTest
    @ValueSource(strings = {"App.java:0", "App.java:0-3", "App.java:7-3"})
    void refusesLinesThatMakeNoSense(String text) {
        ChatException wrong = assertThrows(ChatException.class, () -> FileReference.parse(text, directory));

        assertTrue(wrong.message().contains("make no sense"), wrong.message());
    }

    private String name(String text) {
        return FileReference.parse(text, directory).file().getFileName().toString();
    }
}
