package dev.chatman.context;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentTextTest {

    private static final String[] PIECES = {
        "", "a", "\r", "\n", "\r\n", "\uD83D\uDE00", "\uD83D", "long line ".repeat(300), "x\ny\r\nz\r"
    };

    /** The obvious way: a string, searched from the start each time. */
    private static final class PlainText {
        final String text;

        PlainText(String text) {
            this.text = text;
        }

        /** Start and end, without the break, of each line. */
        List<int[]> lines() {
            List<int[]> lines = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\n' || c == '\r') {
                    lines.add(new int[] {start, i});
                    if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                        i++;
                    }
                    start = i + 1;
                }
            }
            lines.add(new int[] {start, text.length()});
            return lines;
        }

        int offset(Position position) {
            List<int[]> lines = lines();
            if (position.line() < 0) {
                return 0;
            }
            if (position.line() >= lines.size()) {
                return text.length();
            }
            int[] line = lines.get(position.line());
            return Math.max(line[0], Math.min(line[0] + position.character(), line[1]));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomEditsAreThoseOfAPlainString(long seed) {
        Random random = new Random(seed);
        PlainText plain = new PlainText(randomText(random, 400));
        DocumentText text = DocumentText.of(plain.text);
        for (int i = 0; i < 400; i++) {
            List<int[]> lines = plain.lines();
            assertEquals(lines.size(), text.lineCount());
            Position a = randomPosition(random, lines);
            Position b = random.nextInt(3) == 0 ? a : randomPosition(random, lines);
            assertEquals(plain.offset(a), text.offset(a), a::toString);
            Range range = new Range(a, b);
            String replacement = randomText(random, random.nextInt(4));
            int start = Math.min(plain.offset(a), plain.offset(b));
            int end = Math.max(plain.offset(a), plain.offset(b));
            plain = new PlainText(plain.text.substring(0, start) + replacement + plain.text.substring(end));
            text = text.replace(range, replacement);
            assertEquals(plain.text, text.toString(), "after edit " + i);
            if (plain.text.length() > 200_000) {
                plain = new PlainText("");
                text = DocumentText.of("");
            }
        }
    }

    private static String randomText(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < pieces; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString();
    }

    private static Position randomPosition(Random random, List<int[]> lines) {
        int line = random.nextInt(lines.size() + 2) - 1;
        int length = line < 0 || line >= lines.size() ? 3 : lines.get(line)[1] - lines.get(line)[0];
        return new Position(line, random.nextInt(length + 3) - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0,0,true",
        "0,3,true",
        "0,4,false",
        "1,0,true",
        "2,0,true",
        "3,0,false",
        "2,1,false",
        "-1,0,false",
        "0,-1,false"
    })
    void knowsWhichPlacesExist(int line, int character, boolean exists) {
        assertEquals(exists, DocumentText.of("abc\r\nd").contains(new Position(line, character)));
    }

    @Test
    void takesAPairAtTheEdgeWhole() {
        DocumentText text = DocumentText.of("a\uD83D\uDE00b");
        Range halves = new Range(new Position(0, 2), new Position(0, 4));
        assertEquals("\uD83D\uDE00b", text.text(halves));
        assertEquals("", text.text(new Range(new Position(0, 2), new Position(0, 2))));
    }

    @Test
    void editsOfLargeTextsAreCheap() {
        String line = "The quick brown fox jumps over the lazy dog. \u4e2d\uD83D\uDE00\r\n";
        DocumentText lines = DocumentText.of(line.repeat(10_000_000 / line.length()));
        DocumentText oneLine = DocumentText.of("x".repeat(10_000_000));
        assertFalse(lines.lineCount() < 100_000);
        Random random = new Random(1);
        long before = System.nanoTime();
        for (int i = 0; i < 1000; i++) {
            Position place = new Position(random.nextInt(lines.lineCount()), random.nextInt(40));
            lines = lines.replace(new Range(place, place), "y");
            Position inLine = new Position(0, random.nextInt(oneLine.length()));
            oneLine = oneLine.replace(new Range(inLine, inLine), "z");
        }
        long microsPerEdit = (System.nanoTime() - before) / 2000 / 1000;
        assertEquals(10_001_000, oneLine.length());
        assertTrue(microsPerEdit < 1000, microsPerEdit + " microseconds for one edit");
    }

    @Test
    void typingAtOnePlaceKeepsTheTreeLow() {
        TextNode text = TextNode.of("a\n".repeat(10_000));
        for (int i = 0; i < 20_000; i++) {
            text = text.replace(9_999, 9_999, "b");
        }
        assertEquals(40_000, text.length());
        int height = text.height();
        assertTrue(height <= 10, () -> height + " for about 40 leaves");
    }
}
