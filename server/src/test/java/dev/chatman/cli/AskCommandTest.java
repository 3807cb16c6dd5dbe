package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatAction;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Question;
import dev.chatman.chat.StopReason;
import dev.chatman.spi.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AskCommandTest {

    @TempDir
    Path directory;

    private final TestTerminal pipes = TestTerminal.pipes();

    @Test
    void streamsTheAnswerToStdoutAndEndsItWithOneNewline() {
        assertEquals(ExitCode.OK, pipes.run(new ServicesThatSay("Hel", "lo"), "ask", "Say", "hello"));
        assertEquals("Hello\n", pipes.out());

        TestTerminal again = TestTerminal.pipes();
        again.run(new ServicesThatSay("Hello\n"), "ask", "Say hello");
        assertEquals("Hello\n", again.out());
    }

    @Test
    void joinsTheWordsAndHandsProviderAndModelOn() {
        ServicesThatSay services = new ServicesThatSay("x");

        pipes.run(services, "ask", "--provider", "work", "--model=big", "What", "is", "@this?");

        Question question = services.questions.get(0);
        assertEquals("What is @this?", question.text());
        assertEquals("work", question.provider());
        assertEquals("big", question.model());
        assertEquals(
                "{\"provider\":\"work\",\"model\":\"big\"}",
                services.flags.values().toString());
        assertTrue(services.closed);
    }

    @Test
    void takesTheQuestionFromStdin() {
        ServicesThatSay services = new ServicesThatSay("x");

        assertEquals(ExitCode.OK, pipes.reading("Wie heißt 🙂?\n").run(services, "ask"));

        assertEquals("Wie heißt 🙂?", services.questions.get(0).text());
        assertEquals(List.of(), services.questions.get(0).context());
    }

    @Test
    void takesStdinAsContextBesideAQuestionOrAnAction() {
        ServicesThatSay services = new ServicesThatSay("x");

        pipes.reading("a\r\nb\n").run(services, "ask", "--action", "review");

        Question question = services.questions.get(0);
        assertEquals(ChatAction.REVIEW, question.action());
        assertEquals(
                List.of(new ContextItem("stdin:", "stdin", null, null, "a\r\nb\n", ContextItem.Origin.GIVEN, null)),
                question.context());
    }

    @Test
    void leavesAKeyboardAlone() {
        ServicesThatSay services = new ServicesThatSay("x");

        assertEquals(ExitCode.OK, TestTerminal.tty().run(services, "ask", "Why?"));

        assertEquals(List.of(), services.questions.get(0).context());
    }

    @Test
    void readsFilesAndLines() throws Exception {
        Path file = Files.writeString(directory.resolve("Größe.java"), "one\ntwo\nthree\n", UTF_8);
        ServicesThatSay services = new ServicesThatSay("x");

        pipes.run(services, "ask", "-f", file.toString(), "--file=" + file + ":2-3", "Why?");

        List<ContextItem> context = services.questions.get(0).context();
        assertEquals("one\ntwo\nthree\n", context.get(0).text());
        assertEquals("two\nthree\n", context.get(1).text());
        assertEquals("java", context.get(1).languageId());
        assertEquals("Größe.java", context.get(1).name());
    }

    @ParameterizedTest
    @CsvSource({
        "ask",
        "ask|--unknown",
        "ask|--action|dance|Why?",
        "ask|-f|/nonexistent/x|Why?",
        "modles",
        "--jsn",
        "models|pull",
        "lsp|--socket=0",
        "lsp|--socket=1|--stdio"
    })
    void saysHowItIsUsed(String arguments) {
        assertEquals(ExitCode.USAGE, pipes.run(new ServicesThatSay("x"), arguments.split("\\|")));
        assertEquals("", pipes.out());
        assertTrue(pipes.err().contains("--help"), pipes.err());
    }

    @Test
    void suggestsWhatWasMeant() {
        pipes.run(new ServicesThatSay(), "modles");

        assertTrue(pipes.err().contains("Did you mean: models?"), pipes.err());
    }

    @Test
    void refusesBinaryStdin() {
        assertEquals(
                ExitCode.USAGE, pipes.reading("\u007FELF\0\1").run(new ServicesThatSay("x"), "ask", "What is this?"));
        assertTrue(pipes.err().contains("not text"), pipes.err());
    }

    @Test
    void failsWithMessageAndHint() {
        ServicesThatSay services = new ServicesThatSay()
                .failing(ChatException.of(ErrorCode.AUTH_MISSING, "There is no key.", "Set OPENAI_API_KEY."));

        assertEquals(ExitCode.FAILED, pipes.run(services, "ask", "Why?"));

        assertEquals("", pipes.out());
        assertTrue(pipes.err().endsWith("chatman: There is no key.\nSet OPENAI_API_KEY.\n"), pipes.err());
        assertTrue(services.closed);
    }

    @Test
    void keepsThePartOfAnAnswerThatBrokeOff() {
        ServicesThatSay services = new ServicesThatSay("Hel");
        services.ending((follower, text) -> follower.onResult(Results.of(
                services,
                StopReason.INTERRUPTED,
                text,
                ChatException.of(ErrorCode.STREAM_INTERRUPTED, "The connection ended.", "Ask again."),
                Results.SENT)));

        assertEquals(ExitCode.FAILED, pipes.run(services, "ask", "Why?"));

        assertEquals("Hel\n", pipes.out());
        assertTrue(pipes.err().endsWith("broke off.\nchatman: The connection ended.\nAsk again.\n"), pipes.err());
    }

    @ParameterizedTest
    @CsvSource({"LENGTH,0,output limit", "REFUSED,1,declined", "CANCELLED,130,stopped"})
    void saysHowTheAnswerEnded(StopReason reason, int exitCode, String words) {
        ServicesThatSay services = new ServicesThatSay("Hel");
        services.ending((follower, text) -> follower.onResult(Results.of(services, reason, text, null, Results.SENT)));

        assertEquals(exitCode, pipes.run(services, "ask", "Why?"));
        assertTrue(pipes.err().contains(words), pipes.err());
    }
}
