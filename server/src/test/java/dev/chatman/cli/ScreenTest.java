package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ScreenTest {

    private final TestTerminal terminal = TestTerminal.tty();
    private long nanos;
    private final Screen screen = new Screen(terminal.terminal(), () -> nanos);

    @Test
    void saysHowLongNothingChanged() {
        screen.status("waiting");
        after(Duration.ofSeconds(2));
        screen.tick();
        assertEquals("waiting", terminal.shown());

        after(Duration.ofSeconds(10));
        screen.tick();
        assertEquals("waiting · 12 s", terminal.shown());

        screen.status("loading");
        screen.tick();
        assertEquals("loading", terminal.shown());
    }

    @Test
    void keepsWordsWholeWhereAPersonReads() throws Exception {
        String answer = "word ".repeat(terminal.terminal().columns() / 5) + "longer";
        screen.print(answer);
        assertTrue(terminal.out().endsWith("word\nlonger"), terminal.out());

        TestTerminal piped = TestTerminal.pipes();
        new Screen(piped.terminal(), () -> nanos).print(answer);
        assertEquals(answer, piped.out());
    }

    @Test
    void showsNoStatusBesideAnUnfinishedLine() throws Exception {
        screen.print("Hel");
        screen.status("waiting");
        screen.tick();

        assertEquals("Hel", terminal.out());
    }

    @Test
    void beginsAMessageOnALineOfItsOwn() throws Exception {
        screen.print("Hel");
        screen.note("stopped");
        screen.endLine();

        assertEquals("Hel\nstopped\n", terminal.out());
    }

    @Test
    void cutsTheStatusToTheWidthBetweenCharacters() {
        screen.status("x".repeat(77) + "🙂🙂🙂");

        assertEquals("x".repeat(77) + "…", terminal.shown());
    }

    @Test
    void keepsControlCharactersOutOfTheStatus() {
        screen.status("a\u001B[2Jb\nc");

        assertFalse(terminal.out().contains("\u001B"), terminal.out());
        assertTrue(terminal.out().contains("b c"), terminal.out());
    }

    private void after(Duration time) {
        nanos += time.toNanos();
    }
}
