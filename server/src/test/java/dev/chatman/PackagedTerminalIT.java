package dev.chatman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.testing.FaultServer;
import dev.chatman.testing.PackagedProgram;
import dev.chatman.testing.Script;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The built program in a shell's hands: real pipes, a real exit code, a home of its own. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a shell script")
class PackagedTerminalIT {

    @TempDir
    Path temporary;

    static Stream<Path> javaHomes() {
        return PackagedProgram.javaHomes().stream();
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void takesTheQuestionFromAPipe(Path javaHome) throws Exception {
        try (FaultServer endpoint = FaultServer.answering(Script.sse("Hel", "lo 😀"))) {
            PackagedProgram program = new PackagedProgram(home(), javaHome).asking(endpoint);
            Process process = program.command("ask").start();
            write(process, "Wie heißt 🙂?\n");
            assertEquals("Hello 😀\n", output(process), program.standardError());
            assertEquals(0, PackagedProgram.exitCode(process));
            assertTrue(endpoint.takeRequest().body().contains("Wie heißt 🙂?"));
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void sendsWhatIsPipedInBesideTheQuestion(Path javaHome) throws Exception {
        try (FaultServer endpoint = FaultServer.answering(Script.sse("ok"))) {
            PackagedProgram program = new PackagedProgram(home(), javaHome).asking(endpoint);
            Process process = program.command("ask", "Größe?").start();
            write(process, "int wert = 1;\n".repeat(20_000));
            assertEquals("ok\n", output(process), program.standardError());
            String body = endpoint.takeRequest().body();
            assertTrue(body.contains("Größe?") && body.contains("int wert = 1;"), body);
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void readsNothingWhereStandardInputIsClosed(Path javaHome) throws Exception {
        try (FaultServer endpoint = FaultServer.answering(Script.sse("ok"))) {
            PackagedProgram program = new PackagedProgram(home(), javaHome).asking(endpoint);
            ProcessBuilder builder = program.command("ask", "Why?");
            builder.command().addAll(0, List.of("/bin/sh", "-c", "exec \"$0\" \"$@\" <&-"));
            Process process = builder.start();
            assertEquals("ok\n", output(process), program.standardError());
            assertEquals(0, PackagedProgram.exitCode(process));
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void tellsInOneLineWhyAnEditorCannotBeServed(Path javaHome) throws Exception {
        PackagedProgram program = new PackagedProgram(home(), javaHome).withSettings("{}");
        for (String option : new String[] {"--socket=1", "--pipe=" + temporary.resolve("nobody listens")}) {
            assertFailsClearly(program, program.command("lsp", option), "No client listens");
        }
        ProcessBuilder homeless = program.command("lsp", "--stdio");
        homeless.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        homeless.environment().put("HOME", "not/absolute");
        assertFailsClearly(program, homeless, "There is no home directory. Set HOME");
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void takesAnEmptyHomeForNoneSet(Path javaHome) throws Exception {
        PackagedProgram program = new PackagedProgram(home(), javaHome).withSettings("{}");
        ProcessBuilder builder = program.command("lsp");
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        builder.environment().put("HOME", "");
        Process process = builder.start();
        process.getOutputStream().close();
        assertEquals(1, PackagedProgram.exitCode(process));
        assertEquals("", program.standardError());
    }

    private static void assertFailsClearly(PackagedProgram program, ProcessBuilder builder, String words)
            throws Exception {
        Process process = builder.start();
        assertEquals("", output(process));
        assertEquals(1, PackagedProgram.exitCode(process));
        String told = program.standardError();
        assertTrue(told.startsWith("chatman: " + words), told);
        assertFalse(told.contains("\tat ") || told.contains("Exception"), told);
    }

    private Path home() {
        return temporary.resolve("a home");
    }

    private static void write(Process process, String text) throws IOException {
        process.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
    }

    private static String output(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
