package dev.chatman.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialReaderTest {
    private final CredentialReader reader = new CredentialReader(Map.of("KEY", "sk-secret", "EMPTY", ""));

    @TempDir
    Path directory;

    @Test
    void readsEachKindOfSource() throws Exception {
        assertEquals("sk-secret", reader.read(new Credential.Literal("sk-secret")));
        assertEquals("sk-secret", reader.read(new Credential.Env("KEY")));
        assertEquals("sk-secret", reader.read(keyFile("sk-secret\n", "rw-------")));
        assertEquals(PrintsASecret.SECRET, reader.read(program("0")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-secret", "sk-secret\n", "sk-secret\r\n"})
    void oneLineBreakAtTheEndIsTrimmed(String text) throws Exception {
        assertEquals("sk-secret", reader.read(keyFile(text, "rw-------")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"'sk-secret\n\n' | line break", "'sk-secret\nHost: evil' | line break", "'\n' | is empty"})
    void whatIsNoKeyIsRefused(String text, String message) throws Exception {
        assertFails(keyFile(text, "rw-------"), message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersCanReadIsRefused(String permissions) throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        assertFails(keyFile("sk-secret", permissions), "chmod 600");
    }

    @Test
    void whatIsMissingIsNamed() {
        assertFails(new Credential.Env("NONE"), "NONE is not set");
        assertFails(new Credential.Env("EMPTY"), "EMPTY is not set");
        assertFails(new Credential.File(directory.resolve("none")), "does not exist");
        assertFails(new Credential.Command(List.of("no-such-program-of-chatman")), "could not be started");
    }

    @Test
    void aFailingCommandIsToldByItsExitCodeAlone() {
        assertFails(program("3"), "exit code 3");
    }

    @Test
    void aCommandThatHangsIsEnded() {
        CredentialReader impatient = new CredentialReader(Map.of(), Duration.ofMillis(50));
        CredentialException failure = assertThrows(CredentialException.class, () -> impatient.read(program("hang")));
        assertTrue(failure.message().contains("took longer"), failure.message());
    }

    private void assertFails(Credential credential, String message) {
        CredentialException failure = assertThrows(CredentialException.class, () -> reader.read(credential));
        assertTrue(failure.message().contains(message), failure.message());
        assertFalse(failure.toString().contains("sk-secret"), failure.toString());
    }

    private Credential.File keyFile(String text, String permissions) throws Exception {
        Path file = Files.writeString(directory.resolve("key file"), text);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
        }
        return new Credential.File(file);
    }

    /** This test's own program, so that the test needs no shell. */
    private static Credential.Command program(String argument) {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        return new Credential.Command(List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                PrintsASecret.class.getName(),
                argument));
    }
}
