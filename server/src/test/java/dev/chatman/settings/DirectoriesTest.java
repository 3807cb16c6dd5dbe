package dev.chatman.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DirectoriesTest {
    @TempDir
    Path home;

    @Test
    void onLinuxTheSpecificationsDefaultsHold() throws Exception {
        assertEquals(
                paths(".config/chatman", ".cache/chatman", ".local/share/chatman", ".local/state/chatman"),
                all(new Directories(Map.of(), "Linux", home.toString())));
    }

    @Test
    void onMacTheLibraryIsUsed() throws Exception {
        assertEquals(
                paths(
                        "Library/Application Support/chatman",
                        "Library/Caches/chatman",
                        "Library/Application Support/chatman",
                        "Library/Logs/chatman"),
                all(new Directories(Map.of(), "Mac OS X", home.toString())));
    }

    @Test
    void onWindowsTheApplicationDataFoldersAreUsed() throws Exception {
        Map<String, String> environment = Map.of(
                "APPDATA", home.resolve("R").toString(),
                "LOCALAPPDATA", home.resolve("L").toString());
        assertEquals(
                paths("R/chatman", "L/chatman/cache", "L/chatman/data", "L/chatman/state"),
                all(new Directories(environment, "Windows 11", home.toString())));
        assertEquals(
                home.resolve("AppData/Local/chatman/cache"),
                new Directories(Map.of(), "Windows 11", home.toString()).cache());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Linux", "Mac OS X", "Windows 11"})
    void aVariableOfTheSpecificationWinsWhenItIsAbsolute(String osName) throws Exception {
        Map<String, String> environment =
                Map.of("XDG_CONFIG_HOME", home.resolve("c d").toString(), "XDG_CACHE_HOME", "relative");
        Directories directories = new Directories(environment, osName, home.toString());
        assertEquals(home.resolve("c d/chatman"), directories.config());
        assertTrue(directories.cache().startsWith(home), () -> "relative paths are invalid");
    }

    @ParameterizedTest
    @ValueSource(strings = {"?", "", "relative"})
    void aMissingHomeIsToldWhenADirectoryIsNeeded(String userHome) {
        Directories directories = new Directories(Map.of(), "Linux", userHome);
        DirectoryException failure = assertThrows(DirectoryException.class, directories::cache);
        assertTrue(failure.toString().contains("XDG_CACHE_HOME"), failure::toString);
    }

    private List<Path> paths(String... below) {
        return List.of(below).stream().map(home::resolve).toList();
    }

    private static List<Path> all(Directories directories) throws DirectoryException {
        return List.of(directories.config(), directories.cache(), directories.data(), directories.state());
    }
}
