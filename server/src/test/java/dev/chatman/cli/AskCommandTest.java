package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatAction;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Question;
import dev.chatman.chat.Sent;
import dev.chatman.chat.StopReason;
import dev.chatman.settings.SettingsProblem;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Notice;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
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
    void keepsEscapeSequencesOfTheModelAwayFromTheTerminal() {
        TestTerminal terminal = TestTerminal.noColor();

        terminal.run(new ServicesThatSay("a\u001B", "[31mred\u009B2J\u0007\t\u007F\r\nb"), "ask", "Why?");

        assertTrue(terminal.out().contains("a␛[31mred\uFFFD2J␇\t␡\nb\n"), terminal.out());
        assertFalse(terminal.out().contains("\u001B"), terminal.out());
    }

    @Test
    void keepsACharacterWholeThatWasSplitOverTwoDeltas() {
        pipes.run(new ServicesThatSay("\uD83D", "\uDE42"), "ask", "Smile");

        assertEquals("🙂\n", pipes.out());
    }

    @Test
    void showsAStatusThatVanishesBeforeTheAnswer() {
        ServicesThatSay services = new ServicesThatSay("Hel", "lo");
        services.notices.add(Notice.of(Notice.Type.LOADING, "Loading the model"));
        TestTerminal terminal = TestTerminal.tty();

        terminal.run(services, "ask", "Why?");

        assertTrue(terminal.out().contains("asking work · big: it is set"), terminal.out());
        assertTrue(terminal.out().contains("Loading the model"), terminal.out());
        assertEquals("Hello\nwork · big · 12 + 34 tokens · 2.5 s\n", terminal.shown());
    }

    @Test
    void writesNoEscapeSequencesWithNoColor() {
        ServicesThatSay services = new ServicesThatSay("Hello");
        services.notices.add(Notice.of(Notice.Type.WAITING, "Waiting"));
        TestTerminal terminal = TestTerminal.noColor();

        terminal.run(services, "ask", "Why?");

        assertFalse(terminal.out().contains("\u001B"), terminal.out());
        assertEquals("Hello\nwork · big · 12 + 34 tokens · 2.5 s\n", terminal.shown());
    }

    @Test
    void writesFewPlainLinesWithoutATerminal() {
        ServicesThatSay services = new ServicesThatSay("Hello");
        services.notices.add(Notice.of(Notice.Type.WAITING, "Waiting"));
        services.notices.add(Notice.of(Notice.Type.LOADING, "Loading, 1 s"));
        services.notices.add(Notice.of(Notice.Type.LOADING, "Loading, 2 s"));
        services.notices.add(Notice.retrying("The endpoint is busy.", Duration.ofSeconds(7), 1, 3));

        pipes.run(services, "ask", "Why?");

        assertEquals("""
                chatman: asking work · big: it is set
                chatman: Loading, 1 s
                chatman: The endpoint is busy. Retrying in 7 s (1 of 3).
                """, pipes.err());
    }

    @Test
    void showsADownloadAtEachQuarterWithoutATerminal() {
        ServicesThatSay services = new ServicesThatSay("Hello");
        services.model = "tiny";
        for (int percent = 0; percent <= 100; percent += 5) {
            services.notices.add(Notice.progress(Notice.Type.DOWNLOADING, "Downloading", percent / 100.0));
        }

        pipes.run(services, "ask", "Why?");

        assertEquals(
                List.of("0", "25", "50", "75", "100"),
                pipes.err()
                        .lines()
                        .filter(line -> line.startsWith("tiny ["))
                        .map(line -> line.replaceAll(".*\\] (\\d+) %.*", "$1"))
                        .toList());
        assertTrue(pipes.err().contains("49.0 of 98.0 MB"), pipes.err());
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

    @Test
    void saysWhatWasLeftOut() {
        ServicesThatSay services = new ServicesThatSay("x");
        Sent sent = new Sent(1, List.of(), List.of(new Sent.LeftOut("App.java 90-200", "it does not fit.")));
        services.ending(
                (follower, text) -> follower.onResult(Results.of(services, StopReason.COMPLETE, text, null, sent)));

        pipes.run(services, "ask", "Why?");

        assertTrue(pipes.err().contains("left out App.java 90-200: it does not fit."), pipes.err());
    }

    @Test
    void saysThatTheDefaultModelIsSmallAndWhatIsLarger() {
        ServicesThatSay services = new ServicesThatSay("x");
        services.provider = "embedded";
        services.model = "tiny";

        pipes.run(services, "ask", "Why?");

        assertTrue(pipes.err().contains("Larger: medium, 400.0 MB; large, 1900.0 MB"), pipes.err());
    }

    @Test
    void saysWhichSettingsAreWrong() {
        ServicesThatSay services =
                new ServicesThatSay("x").problem(new SettingsProblem("config.json", "retryAttempts", "Not a number."));

        pipes.run(services, "ask", "Why?");

        assertTrue(pipes.err().startsWith("chatman: config.json: retryAttempts: Not a number.\n"), pipes.err());
    }

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
        assertEquals("chatman: asking work · big: it is set\n", pipes.err());
    }

    @Test
    void saysWhenTheDiskIsFull() {
        ServicesThatSay services = new ServicesThatSay("Hel", "lo").hanging();

        assertEquals(
                ExitCode.FAILED, pipes.failingWith("No space left on device").run(services, "ask", "Why?"));

        assertTrue(pipes.err().contains("No space left on device"), pipes.err());
    }

    @Test
    void printsNothingButOneJsonObject() {
        ServicesThatSay services = new ServicesThatSay("Hel", "lo\u001B\u009B");

        assertEquals(ExitCode.OK, pipes.run(services, "ask", "--json", "Why?"));

        assertEquals("""
                {"conversationId":"c-1","turnId":"t-1","stopReason":"complete","length":7,"digest":"d1ge57",\
                "usage":{"inputTokens":12,"outputTokens":34,"estimated":false},\
                "timings":{"firstDeltaMs":250,"totalMs":2500},"attempts":1,"provider":"work","model":"big",\
                "sent":{"tokens":120,"items":[{"uri":"file:///a/App.java","name":"App.java",\
                "lines":{"first":1,"last":2},"tokens":20,"origin":"disk"}],"leftOut":[]},\
                "text":"Hello\\u001b\\u009b"}
                """, pipes.out());
    }

    @Test
    void printsAFailureAsJson() {
        ServicesThatSay services =
                new ServicesThatSay().failing(ChatException.of(ErrorCode.OVERLOADED, "It is busy.", "Wait."));

        assertEquals(ExitCode.FAILED, pipes.run(services, "ask", "--json", "Why?"));

        assertEquals("""
                {"error":{"code":"OVERLOADED","message":"It is busy.","retryable":true,"attempts":0,"partial":false,\
                "hint":"Wait."}}
                """, pipes.out());
        assertTrue(pipes.err().contains("It is busy."), pipes.err());
    }
}
