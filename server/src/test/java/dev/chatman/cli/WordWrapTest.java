package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordWrapTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "one two three four | one two|three four",
                "one two  three | one two|three",
                "internationalisation is long | internatio|nalisation|is long",
                "a internationalisation | a|internatio|nalisation",
                "日本語日本語 | 日本語日本|語",
                "go 日本語 日本 | go 日本語|日本",
            })
    void breaksBetweenWords(String lines) {
        String[] parts = lines.split("\\|", -1);
        List<String> expected = new ArrayList<>();
        for (int i = 1; i < parts.length; i++) {
            expected.add(parts[i].strip());
        }
        assertEquals(expected, shown(parts[0].strip(), parts[0].length()));
        assertEquals(expected, shown(parts[0].strip(), 1), "in pieces of one character");
    }

    @Test
    void leavesFencedCodeToTheTerminal() {
        String text = "see this here\n```java\nint aVeryLongName = 1 + 2;\n```\nand then more\n";
        assertEquals(
                List.of("see this", "here", "```java", "int aVeryLongName = 1 + 2;", "```", "and then", "more"),
                shown(text, text.length()));
    }

    @Test
    void goesOnWhereALineWasBegunByOthers() {
        WordWrap wrap = new WordWrap(11);
        assertEquals("one two", wrap.of("one two"));
        wrap.beginLine();
        assertEquals("three four", wrap.of("three four"));
    }

    /** What a terminal of 11 columns shows, which is 10 to write on. */
    private static List<String> shown(String text, int pieces) {
        WordWrap wrap = new WordWrap(11);
        StringBuilder output = new StringBuilder();
        for (int i = 0; i < text.length(); i += pieces) {
            output.append(wrap.of(text.substring(i, Math.min(text.length(), i + pieces))));
        }
        return TinyScreen.linesOf(output.toString());
    }
}
