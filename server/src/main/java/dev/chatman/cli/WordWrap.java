package dev.chatman.cli;

import java.util.Arrays;

/**
 * Keeps words whole at the right edge of a terminal: a word that does not fit any more is taken back and begun again on
 * the next line, so that what has arrived is shown at once all the same. Fenced code is left to the terminal, which
 * keeps its lines in one piece for copying. Used by one thread at a time.
 */
final class WordWrap {

    private static final String FENCE = "```";

    /** What East Asian scripts and emoji are made of, by Unicode's table of East Asian widths, in large pieces. */
    private static final int[][] WIDE = {
        {0x1100, 0x115F},
        {0x2E80, 0xA4CF},
        {0xAC00, 0xD7A3},
        {0xF900, 0xFAFF},
        {0xFE30, 0xFE6F},
        {0xFF00, 0xFF60},
        {0x1F300, 0x1FAFF},
        {0x20000, 0x3FFFD},
    };

    private final int width;
    private final StringBuilder word = new StringBuilder();
    private final StringBuilder head = new StringBuilder();
    private int column;
    private int wordWidth;
    private boolean fenced;

    /** @param columns of the terminal; the last one stays free, since a cursor behind it cannot be moved back exactly */
    WordWrap(int columns) {
        this.width = Math.max(1, columns - 1);
    }

    /** The text with what moves its last words; goes on where the text before ended. */
    String of(String text) {
        StringBuilder out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(codePoint -> add(codePoint, out));
        return out.toString();
    }

    /** The cursor is at the beginning of a line. */
    void beginLine() {
        if (head.toString().startsWith(FENCE)) {
            fenced = !fenced;
        }
        head.setLength(0);
        endWord();
        column = 0;
    }

    private void add(int codePoint, StringBuilder out) {
        if (codePoint == '\n') {
            out.append('\n');
            beginLine();
            return;
        }
        if (head.length() < FENCE.length() && !(head.isEmpty() && codePoint == ' ')) {
            head.appendCodePoint(codePoint);
        }
        if (fenced || head.toString().startsWith(FENCE)) {
            out.appendCodePoint(codePoint);
        } else if (Character.isWhitespace(codePoint)) {
            space(codePoint, out);
        } else {
            letter(codePoint, out);
        }
    }

    private void space(int codePoint, StringBuilder out) {
        endWord();
        if (column + 1 > width) {
            out.append('\n');
            column = 0;
        } else {
            out.appendCodePoint(codePoint);
            column++;
        }
    }

    private void letter(int codePoint, StringBuilder out) {
        int cells = cells(codePoint);
        if (column + cells > width) {
            takeBack(out);
        }
        word.appendCodePoint(codePoint);
        wordWidth += cells;
        out.appendCodePoint(codePoint);
        column += cells;
    }

    private void takeBack(StringBuilder out) {
        if (wordWidth > 0 && wordWidth < column) {
            out.append("\u001B[").append(wordWidth).append("D\u001B[K\n").append(word);
            column = wordWidth;
        } else {
            // It began the line, so it is longer than the line.
            out.append('\n');
            endWord();
            column = 0;
        }
    }

    private void endWord() {
        word.setLength(0);
        wordWidth = 0;
    }

    /** How many cells terminals give a character. */
    private static int cells(int codePoint) {
        int type = Character.getType(codePoint);
        if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK || type == Character.FORMAT) {
            return 0;
        }
        return Arrays.stream(WIDE).anyMatch(range -> codePoint >= range[0] && codePoint <= range[1]) ? 2 : 1;
    }
}
