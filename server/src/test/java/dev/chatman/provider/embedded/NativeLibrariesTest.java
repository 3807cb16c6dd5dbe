package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NativeLibrariesTest {
    @TempDir
    Path directory;

    private Path root;
    private Path glibc;

    @BeforeEach
    void layOut() throws IOException {
        root = directory.resolve("natives");
        for (String library : new String[] {
            "Linux/x86_64/libjllama.so",
            "Linux/aarch64/libjllama.so",
            "Mac/aarch64/libjllama.dylib",
            "Windows/x86_64/jllama.dll"
        }) {
            Path file = root.resolve(library);
            Files.createDirectories(file.getParent());
            Files.createFile(file);
        }
        Files.createDirectories(root.resolve("Mac/x86_64"));
        glibc = Files.createDirectories(directory.resolve("glibc/lib"));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, amd64, Linux/x86_64",
        "Linux, aarch64, Linux/aarch64",
        "Mac OS X, aarch64, Mac/aarch64",
        "Windows 11, amd64, Windows/x86_64"
    })
    void findsTheLibraryOfTheMachine(String os, String arch, String expected) throws ProviderException {
        assertEquals(root.resolve(expected), new NativeLibraries(root, os, arch, glibc).directory());
    }

    @ParameterizedTest
    @CsvSource({"Linux, riscv64", "Windows 11, x86", "AIX, ppc64", "Mac OS X, x86_64"})
    void saysWhenThereIsNone(String os, String arch) {
        NativeLibraries libraries = new NativeLibraries(root, os, arch, glibc);

        ProviderException failure = assertThrows(ProviderException.class, libraries::directory);

        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
        assertTrue(failure.message().contains(os + " " + arch), failure.message());
    }

    @Test
    void saysWhenTheLinuxHasNoGlibc() throws IOException {
        Path lib = Files.createDirectories(directory.resolve("alpine/lib"));
        Files.createFile(lib.resolve("ld-musl-x86_64.so.1"));
        NativeLibraries libraries = new NativeLibraries(root, "Linux", "amd64", lib);

        ProviderException failure = assertThrows(ProviderException.class, libraries::directory);

        assertTrue(failure.message().contains("musl"), failure.message());
    }

    @Test
    void namesTheRuntimeThatWindowsNeeds() {
        assertTrue(new NativeLibraries(root, "Windows 11", "amd64", glibc)
                .loadHint()
                .contains("VCOMP140.DLL"));
        assertEquals("", new NativeLibraries(root, "Linux", "amd64", glibc).loadHint());
    }
}
