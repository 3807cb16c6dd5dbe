package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** {@code chatman ask} stopped from outside. */
class AskStopTest {

    private final TestTerminal pipes = TestTerminal.pipes();

    @Test
    void stopsTheTurnWhenItsThreadIsInterrupted() throws Exception {
        ServicesThatSay services = new ServicesThatSay("Hel").hanging();
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        Thread worker = new Thread(() -> exitCode.complete(pipes.run(services, "ask", "Why?")));
        worker.start();
        assertTrue(services.asked.await(10, TimeUnit.SECONDS));

        worker.interrupt();

        assertEquals(ExitCode.INTERRUPTED, exitCode.get(10, TimeUnit.SECONDS));
        assertEquals(0, services.cancelled.getCount());
        assertEquals("Hel\n", pipes.out());
        assertTrue(services.closed);
    }

    @Test
    void stopsWaitingForStdinWhenItsThreadIsInterrupted() throws Exception {
        CompletableFuture<Integer> exitCode = new CompletableFuture<>();
        try (PipedOutputStream never = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(never)) {
            pipes.reading(in);
            Thread worker = new Thread(() -> exitCode.complete(pipes.run(new ServicesThatSay("x"), "ask")));
            worker.start();
            worker.interrupt();

            assertEquals(ExitCode.INTERRUPTED, exitCode.get(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void stopsTheTurnQuietlyWhenNobodyReads() {
        ServicesThatSay services = new ServicesThatSay("Hel", "lo").hanging();

        assertEquals(ExitCode.BROKEN_PIPE, pipes.failingWith("Broken pipe").run(services, "ask", "Why?"));

        assertEquals(0, services.cancelled.getCount());
        assertEquals("chatman: asking big (work). It is set.\n", pipes.err());
    }

    @Test
    void saysWhenTheDiskIsFull() {
        ServicesThatSay services = new ServicesThatSay("Hel", "lo").hanging();

        assertEquals(
                ExitCode.FAILED, pipes.failingWith("No space left on device").run(services, "ask", "Why?"));

        assertTrue(pipes.err().contains("No space left on device"), pipes.err());
    }
}
