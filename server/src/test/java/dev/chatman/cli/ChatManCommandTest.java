package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.cli.LspOptions.Pipe;
import dev.chatman.cli.LspOptions.Socket;
import dev.chatman.cli.LspOptions.Stdio;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatManCommandTest {

    private final ServicesThatSay services = new ServicesThatSay("x");
    private final TestTerminal pipes = TestTerminal.pipes();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ask",
                "chat",
                "models",
                "models list",
                "models pull",
                "models remove",
                "doctor",
                "lsp",
                "completion"
            })
    void explainsItself(String command) {
        String[] arguments = (command + " --help").strip().split(" ");
        assertEquals(ExitCode.OK, pipes.run(services, arguments));
        assertTrue(pipes.out().startsWith("Usage: chatman " + command), pipes.out());

        TestTerminal again = TestTerminal.pipes();
        assertEquals(
                ExitCode.OK,
                again.run(services, (command + " --version").strip().split(" ")));
        assertEquals("chatman development (Java " + Runtime.version() + ")\n", again.out());
    }

    @Test
    void showsItsHelpWithoutACommand() {
        assertEquals(ExitCode.USAGE, pipes.run(services));
        assertTrue(pipes.err().startsWith("Usage: chatman"), pipes.err());
    }

    @Test
    void servesEditors() {
        services.lspExitCode = 1;

        for (String arguments : List.of(
                "lsp",
                "lsp --stdio",
                "lsp --clientProcessId=42",
                "lsp --socket=5007",
                "lsp --pipe=/tmp/x --clientProcessId 7")) {
            assertEquals(1, ChatManCommand.run(arguments.split(" "), services, pipes.terminal()));
        }

        assertEquals(
                List.of(
                        new LspOptions(new Stdio(), null),
                        new LspOptions(new Stdio(), null),
                        new LspOptions(new Stdio(), 42L),
                        new LspOptions(new Socket(5007), null),
                        new LspOptions(new Pipe("/tmp/x"), 7L)),
                services.served);
        assertTrue(services.closed);
    }

    @Test
    @EnabledIf("hasBash")
    void completesInABash(@TempDir Path directory) throws Exception {
        pipes.run(services, "completion", "bash");
        Path script = Files.writeString(directory.resolve("completion.bash"), pipes.out());

        assertEquals("doctor\n", complete(script, "chatman", "do"));
        assertEquals("--provider\n", complete(script, "chatman", "ask", "--pro"));
        assertEquals("review\n", complete(script, "chatman", "ask", "--action", "rev"));
        assertEquals("pull\n", complete(script, "chatman", "models", "pu"));
    }

    static boolean hasBash() {
        return Files.isExecutable(Path.of("/bin/bash"));
    }

    private static String complete(Path script, String... words) throws Exception {
        // compopt works only inside a real completion.
        String bash = "source \"$0\"; compopt() { :; }; COMP_WORDS=(\"$@\"); COMP_CWORD=$(($# - 1)); COMP_LINE=\"$*\";"
                + " COMP_POINT=${#COMP_LINE}; _complete_chatman; printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("/bin/bash", "-c", bash, script.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return out.replace(" \n", "\n");
    }

    @Test
    void holdsTheShutdownUntilTheCommandHasCleanedUp() throws Exception {
        CountDownLatch interrupted = new CountDownLatch(1);
        CountDownLatch mayFinish = new CountDownLatch(1);
        CountDownLatch shutDown = new CountDownLatch(1);
        ShutdownInterrupt[] interrupt = new ShutdownInterrupt[1];
        Thread worker = new Thread(() -> {
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException expected) {
                interrupted.countDown();
            }
            await(mayFinish);
            interrupt[0].release();
        });
        interrupt[0] = new ShutdownInterrupt(worker, Duration.ofSeconds(10));
        worker.start();
        Thread hook = new Thread(() -> {
            interrupt[0].stop(worker);
            shutDown.countDown();
        });
        hook.start();

        assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        assertEquals(1, shutDown.getCount());
        mayFinish.countDown();
        assertTrue(shutDown.await(10, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException unexpected) {
            throw new AssertionError(unexpected);
        }
    }
}
