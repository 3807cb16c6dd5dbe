package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void leavesHarmlessTextAsItIs() {
        String text = "größer\t🙂\n\u00A0é";

        assertSame(text, PlainText.of(text));
    }

    @Test
    void showsControlCharactersInsteadOfPassingThemOn() {
        assertEquals("␀␇␛\uFFFD␡", PlainText.of("\0\u0007\u001B\u009B\u007F"));
        assertEquals("a\nb", PlainText.of("a\r\nb"));
    }

    @Test
    void neverLetsOneThrough() {
        for (char c = 0; c <= '\u00A0'; c++) {
            String safe = PlainText.of(String.valueOf(c));

            assertTrue(
                    safe.chars().allMatch(s -> s == '\n' || s == '\t' || !Character.isISOControl(s)),
                    "U+" + Integer.toHexString(c));
        }
    }

    @Test
    void putsAMessageOnOneLine() {
        assertEquals("a b c", PlainText.line(" a\n b\t\r\nc\n"));
    }
}
