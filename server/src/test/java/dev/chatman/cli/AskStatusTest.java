package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Sent;
import dev.chatman.chat.StopReason;
import dev.chatman.settings.SettingsProblem;
import dev.chatman.spi.Notice;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code chatman ask} shows besides the answer. */
class AskStatusTest {

    private final TestTerminal pipes = TestTerminal.pipes();

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

        assertTrue(terminal.out().contains("asking big (work). It is set."), terminal.out());
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
        services.notices.add(
                Notice.retrying("The provider is busy, retrying in 7 s (1/3)", Duration.ofSeconds(7), 1, 3));

        pipes.run(services, "ask", "Why?");

        assertEquals("""
                chatman: asking big (work). It is set.
                chatman: Loading, 1 s
                chatman: The provider is busy, retrying in 7 s (1/3)
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
    void saysWhatWasLeftOut() {
        ServicesThatSay services = new ServicesThatSay("x");
        Sent sent = new Sent(1, List.of(), List.of(new Sent.LeftOut("App.java 90-200", "it does not fit.")));
        services.ending(
                (follower, text) -> follower.onResult(Results.of(services, StopReason.COMPLETE, text, null, sent)));

        pipes.run(services, "ask", "Why?");

        assertTrue(pipes.err().contains("left out App.java 90-200: it does not fit."), pipes.err());
    }

    @Test
    void saysToPeopleThatTheDefaultModelIsSmallAndWhatIsLarger() {
        ServicesThatSay services = new ServicesThatSay("x");
        services.provider = "embedded";
        services.model = "tiny";

        TestTerminal terminal = TestTerminal.tty();
        terminal.run(services, "ask", "Why?");
        pipes.run(services, "ask", "Why?");

        assertTrue(terminal.shown().contains("Larger: medium, large (chatman models)."), terminal.shown());
        assertFalse(pipes.err().contains("Larger"), pipes.err());
    }

    @Test
    void saysSoOnceInAChat() {
        ServicesThatSay services = new ServicesThatSay("x");
        services.provider = "embedded";
        services.model = "tiny";

        TestTerminal terminal = TestTerminal.tty();
        terminal.reading("One?\nTwo?\n").run(services, "chat");

        assertEquals(2, terminal.shown().split("Larger:", -1).length, terminal.shown());
    }

    @Test
    void doesNotJudgeAModelThatWasStopped() {
        ServicesThatSay services = new ServicesThatSay("It is");
        services.provider = "embedded";
        services.model = "tiny";
        services.ending((follower, text) -> follower.onResult(Results.cancelled(services, text)));

        TestTerminal terminal = TestTerminal.tty();
        terminal.run(services, "ask", "Why?");

        assertFalse(terminal.shown().contains("Larger"), terminal.shown());
    }

    @Test
    void namesNobodyWhenItWasStoppedBeforeAnyoneWasChosen() {
        ServicesThatSay services = new ServicesThatSay();
        services.provider = "";
        services.model = "";
        services.ending((follower, text) -> follower.onResult(Results.cancelled(services, text)));
        TestTerminal terminal = TestTerminal.tty();

        terminal.run(services, "ask", "Why?");

        assertTrue(terminal.shown().endsWith("chatman: stopped.\n"), terminal.shown());
    }

    @Test
    void leavesAWrongFlagToTheAnswerThatItGets() {
        ServicesThatSay services =
                new ServicesThatSay("x").problem(new SettingsProblem("the command line", "provider", "Wrong; ignored"));

        pipes.run(services, "ask", "--provider", "nope", "Why?");

        assertFalse(pipes.err().contains("ignored"), pipes.err());
    }

    @Test
    void saysWhatIsOddAboutAnItem() {
        ServicesThatSay services = new ServicesThatSay("x");
        Sent.Item item =
                new Sent.Item("file:///a/b.txt", "b.txt", null, 1, ContextItem.Origin.DISK, "It is not UTF-8.");
        Sent sent = new Sent(1, List.of(item), List.of());
        services.ending(
                (follower, text) -> follower.onResult(Results.of(services, StopReason.COMPLETE, text, null, sent)));

        pipes.run(services, "ask", "Why?");

        assertTrue(pipes.err().contains("chatman: b.txt: It is not UTF-8.\n"), pipes.err());
    }

    @Test
    void saysWhichSettingsAreWrong() {
        ServicesThatSay services =
                new ServicesThatSay("x").problem(new SettingsProblem("config.json", "retryAttempts", "Not a number."));

        pipes.run(services, "ask", "Why?");

        assertTrue(pipes.err().startsWith("chatman: config.json: retryAttempts: Not a number.\n"), pipes.err());
    }
}
