package dev.chatman.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SearchPathTest {

    @TempDir
    Path directory;

    @Test
    void findsTheFirstProgramOfANameHoweverTheVariableIsSpelt() throws IOException {
        Path first = program("first", "tool");
        program("second", "tool");
        String path = "" + File.pathSeparator + "no\0directory" + File.pathSeparator + first.getParent()
                + File.pathSeparator + directory.resolve("second");
        for (String variable : new String[] {"PATH", "Path"}) {
            assertEquals(Optional.of(first), new SearchPath(Map.of(variable, path)).find("tool"));
        }
    }

    @Test
    void whatIsNoProgramIsPassedOver() throws IOException {
        Files.createDirectories(directory.resolve("first/tool"));
        Path exe = program("second", "tool.exe");
        String path = directory.resolve("first") + File.pathSeparator + directory.resolve("second");
        assertEquals(Optional.of(exe), new SearchPath(Map.of("PATH", path)).find("tool"));
        assertEquals(Optional.empty(), new SearchPath(Map.of()).find("tool"));
    }

    private Path program(String folder, String name) throws IOException {
        Path file = Files.createDirectories(directory.resolve(folder)).resolve(name);
        Files.createFile(file);
        if (!file.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + file + " executable");
        }
        return file;
    }
}
