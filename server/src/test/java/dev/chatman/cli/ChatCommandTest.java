package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChatCommandTest {

    @TempDir
    Path directory;

    private final ServicesThatSay services = new ServicesThatSay("Hel", "lo");
    private final TestTerminal pipes = TestTerminal.pipes();

    @Test
    void answersEachLineInOneConversation() {
        assertEquals(ExitCode.OK, pipes.reading("One?\n\nTwo?\n").run(services, "chat"));

        assertEquals("Hello\nHello\n", pipes.out());
        assertEquals(List.of("One?", "Two?"), texts());
        assertNull(services.questions.get(0).conversationId());
        assertEquals("c-1", services.questions.get(1).conversationId());
    }

    @Test
    void goesOnInTheNextLineAfterABackslash() {
        pipes.reading("One\\\r\ntwo\\\nthree?\nlast \\").run(services, "chat");

        assertEquals(List.of("One\ntwo\nthree?", "last"), texts());
    }

    @Test
    void addsFilesToTheNextQuestionOnly() throws Exception {
        Path first = Files.writeString(directory.resolve("first.txt"), "1");
        Path second = Files.writeString(directory.resolve("my second.txt"), "2\n3\n");

        pipes.reading("One?\n/file " + second + ":2\nTwo?\nThree?\n").run(services, "chat", "-f", first.toString());

        assertEquals(
                List.of("1", "3\n", ""),
                services.questions.stream()
                        .map(question -> question.context().isEmpty()
                                ? ""
                                : question.context().get(0).text())
                        .toList());
    }

    @Test
    void saysWhichLinesItAdded() throws Exception {
        Path file = Files.writeString(directory.resolve("five.txt"), "1\n2\n3\n4\n5\n");

        pipes.reading("/file " + file + ":2-9\n/file " + file + "\n").run(services, "chat");

        assertTrue(pipes.err().contains("is about five.txt:2-5.\n"), pipes.err());
        assertTrue(pipes.err().contains("is about five.txt.\n"), pipes.err());
    }

    @Test
    void beginsAnewAndLeaves() {
        pipes.reading("One?\n/new\nTwo?\n/exit\nThree?\n").run(services, "chat");

        assertEquals(List.of("One?", "Two?"), texts());
        assertNull(services.questions.get(1).conversationId());
    }

    @Test
    void explainsItsCommands() {
        pipes.reading("/help\n/dance\n/file nowhere\n/etc/hosts: what is it?\n").run(services, "chat");

        assertTrue(pipes.err().contains("/file PATH"), pipes.err());
        assertTrue(pipes.err().contains("there is no /dance"), pipes.err());
        assertTrue(pipes.err().contains("There is no file nowhere"), pipes.err());
        assertEquals(List.of("/etc/hosts: what is it?"), texts());
    }

    @Test
    void goesOnAfterAFailureAndRemembersIt() {
        services.failing(ChatException.of(ErrorCode.OVERLOADED, "It is busy.", "Wait."));

        assertEquals(ExitCode.FAILED, pipes.reading("One?\nTwo?\n").run(services, "chat"));

        assertEquals(List.of("One?", "Two?"), texts());
    }

    @Test
    void promptsOnATerminal() {
        TestTerminal terminal = TestTerminal.tty();

        terminal.reading("One?\n").run(services, "chat");

        assertTrue(
                terminal.shown().startsWith("Ask away. /help says what else can be typed.\nHello\n"), terminal.shown());
        assertTrue(terminal.out().contains("\n> "), terminal.out());
    }

    @Test
    void leavesThePromptsLineBeforeItSaysThatItWasStopped() throws Exception {
        TestTerminal terminal = TestTerminal.tty();
        CountDownLatch atThePrompt = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        terminal.reading(new InputStream() {
            @Override
            public int read() throws IOException {
                atThePrompt.countDown();
                try {
                    never.await();
                } catch (InterruptedException ended) {
                    throw new InterruptedIOException();
                }
                return -1;
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
            }
        });
        Thread worker = new Thread(() -> exitCode.complete(terminal.run(services, "chat")));
        worker.start();
        assertTrue(atThePrompt.await(10, TimeUnit.SECONDS));

        worker.interrupt();

        assertEquals(ExitCode.INTERRUPTED, exitCode.get(10, TimeUnit.SECONDS));
        assertTrue(terminal.out().endsWith("> \nchatman: stopped.\n"), terminal.out());
        never.countDown();
    }

    @Test
    void stopsAtAFileThatIsNotThere() {
        assertEquals(ExitCode.USAGE, pipes.run(services, "chat", "-f", "/nonexistent/x"));
    }

    private List<String> texts() {
        return services.questions.stream().map(question -> question.text()).toList();
    }
}
