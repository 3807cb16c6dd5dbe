package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.Pipe;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Ctrl-C in a chat. */
class DialogueTest {

    private static final String HINT = "chatman: Ctrl-D or /exit leaves.\n";

    private final WatchedOutput screen = new WatchedOutput();
    private final AtomicLong nanos = new AtomicLong();
    private final CompletableFuture<Integer> exitCode = new CompletableFuture<>();
    private final Thread worker = new Thread(this::converse, "dialogue");
    private final InterruptKey interruptKey = new InterruptKey(worker);
    private boolean typed = true;
    private ServicesThatSay services = new ServicesThatSay("Hello");
    private Pipe pipe;
    private OutputStream keyboard;

    @BeforeEach
    void plugIn() throws IOException {
        pipe = Pipe.open();
        keyboard = Channels.newOutputStream(pipe.sink());
    }

    @AfterEach
    void unplug() throws IOException {
        keyboard.close();
        pipe.source().close();
    }

    @Test
    void ctrlCAtThePromptSaysHowToLeaveAndKeepsTheConversation() throws Exception {
        worker.start();
        type("One?\n");
        screen.awaitEnd("· 2.5 s\n> ");

        interruptKey.press();
        screen.awaitEnd("> \n" + HINT + "> ");
        type("Two?\n/exit\n");

        assertEquals(ExitCode.OK, exitCode.get(10, TimeUnit.SECONDS));
        assertEquals("Two?", services.questions.get(1).text());
        assertEquals("c-1", services.questions.get(1).conversationId());
    }

    @Test
    void ctrlCDropsTheLinesThatWentOn() throws Exception {
        worker.start();
        type("One \\\n");
        screen.awaitEnd("\n>   ");

        interruptKey.press();
        screen.awaitEnd(HINT + "> ");
        type("Two?\n/exit\n");

        assertEquals(ExitCode.OK, exitCode.get(10, TimeUnit.SECONDS));
        assertEquals(
                List.of("Two?"),
                services.questions.stream().map(question -> question.text()).toList());
    }

    @Test
    void ctrlCTwiceInARowLeaves() throws Exception {
        worker.start();
        screen.awaitEnd("> ");

        interruptKey.press();
        screen.awaitEnd(HINT + "> ");
        interruptKey.press();

        assertInterrupted();
        screen.awaitEnd(HINT + "> \n");
    }

    @Test
    void ctrlCAWhileAfterTheFirstIsAboutWhatHasBeenTypedSince() throws Exception {
        worker.start();
        screen.awaitEnd("> ");

        interruptKey.press();
        screen.awaitEnd(HINT + "> ");
        nanos.addAndGet(Duration.ofSeconds(4).toNanos());
        interruptKey.press();
        screen.awaitEnd(HINT + "> \n" + HINT + "> ");
        type("/exit\n");

        assertEquals(ExitCode.OK, exitCode.get(10, TimeUnit.SECONDS));
    }

    @Test
    void ctrlCStopsJustTheAnswerThatIsComing() throws Exception {
        services = new ServicesThatSay("Hel").hanging();
        worker.start();
        type("One?\n");
        assertTrue(services.asked.await(10, TimeUnit.SECONDS));

        interruptKey.press();
        assertTrue(services.cancelled.await(10, TimeUnit.SECONDS));
        type("/exit\n");

        assertEquals(ExitCode.OK, exitCode.get(10, TimeUnit.SECONDS));
        assertFalse(screen.toString(UTF_8).contains(HINT), screen.toString(UTF_8));
    }

    @Test
    void ctrlCLeavesWhereNobodyTypes() throws Exception {
        typed = false;
        worker.start();

        interruptKey.press();

        assertInterrupted();
    }

    @Test
    void theEndOfTheJvmLeavesThePrompt() throws Exception {
        worker.start();
        screen.awaitEnd("> ");

        worker.interrupt();

        assertInterrupted();
    }

    @Test
    void theEndOfTheJvmLeavesAfterAnAnswerThatItStopped() throws Exception {
        services = new ServicesThatSay("Hel").hanging();
        worker.start();
        type("One?\n");
        assertTrue(services.asked.await(10, TimeUnit.SECONDS));

        worker.interrupt();

        assertEquals(ExitCode.INTERRUPTED, exitCode.get(10, TimeUnit.SECONDS));
    }

    private void converse() {
        InputStream in = Channels.newInputStream(pipe.source());
        Screen shown = new Screen(new Terminal(in, screen, screen, typed, typed, typed, false, 80), nanos::get);
        CommandContext context = new CommandContext(services, shown, new Stdin(in), nanos::get);
        ContextFiles files = new ContextFiles(Path.of("").toAbsolutePath());
        try {
            exitCode.complete(
                    new Dialogue(context, services, files, new ProviderOptions(), List.of(), interruptKey).run());
        } catch (IOException | InterruptedException | RuntimeException | Error failure) {
            exitCode.completeExceptionally(failure);
        }
    }

    private void type(String text) throws IOException {
        keyboard.write(text.getBytes(UTF_8));
        keyboard.flush();
    }

    private void assertInterrupted() {
        ExecutionException failure = assertThrows(ExecutionException.class, () -> exitCode.get(10, TimeUnit.SECONDS));
        assertInstanceOf(InterruptedException.class, failure.getCause());
    }
}
