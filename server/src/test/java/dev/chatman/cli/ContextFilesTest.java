package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextFilesTest {

    @TempDir
    Path directory;

    private ContextFiles files;

    @BeforeEach
    void makeFile() throws IOException {
        Files.createDirectories(directory.resolve("src"));
        Files.writeString(directory.resolve("src/App.java"), "1\r\n2\n🙂\n4");
        files = new ContextFiles(directory);
    }

    @Test
    void readsAFileWhole() {
        ContextItem item = files.read("src/App.java");

        assertEquals("1\r\n2\n🙂\n4", item.text());
        assertEquals("src/App.java", item.name());
        assertEquals(directory.resolve("src/App.java").toUri().toString(), item.uri());
        assertEquals("java", item.languageId());
        assertEquals(ContextItem.Origin.DISK, item.origin());
    }

    @Test
    void namesAFileElsewhereByItsLastName() throws IOException {
        Files.createDirectory(directory.resolve("other"));

        assertEquals(
                "App.java",
                new ContextFiles(directory.resolve("other"))
                        .read("../src/App.java")
                        .name());
    }

    @ParameterizedTest
    @CsvSource({"1, '1\r\n'", "2-3, '2\n🙂\n'", "4, 4", "3-99, '🙂\n4'"})
    void cutsLines(String lines, String text) {
        assertEquals(text, files.read("src/App.java:" + lines).text());
    }

    @Test
    void namesTheLinesThatThereAre() {
        ContextItem item = files.read("src/App.java:3-99");

        assertEquals(new ContextItem.LineRange(3, 4), item.lines());
        assertEquals("It has no more than 4 lines.", item.note());
    }

    @Test
    void takesTheEndOfAFileForNoLine() throws IOException {
        Files.writeString(directory.resolve("two.txt"), "1\n2\n");

        assertEquals(new ContextItem.LineRange(1, 2), files.read("two.txt:1-3").lines());
        assertThrows(ChatException.class, () -> files.read("two.txt:3"));
    }

    @Test
    void saysWhenThereAreFewerLines() {
        ChatException wrong = assertThrows(ChatException.class, () -> files.read("src/App.java:5"));

        assertTrue(wrong.message().contains("fewer than 5 lines"), wrong.message());
    }

    @Test
    void refusesDirectoriesAndBinaries() throws IOException {
        Files.write(directory.resolve("binary"), new byte[] {1, 0, 2});

        assertTrue(assertThrows(ChatException.class, () -> files.read("src"))
                .message()
                .contains("not a file"));
        assertTrue(assertThrows(ChatException.class, () -> files.read("binary"))
                .message()
                .contains("binary"));
    }
}
