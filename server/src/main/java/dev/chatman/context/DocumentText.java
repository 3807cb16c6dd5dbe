package dev.chatman.context;

/**
 * The text of a document, with LSP positions: lines end with CRLF, LF or CR, characters are UTF-16 units. Immutable; an
 * edit shares what it does not touch with the text before it and costs about the logarithm of the length.
 */
public final class DocumentText {

    private final TextNode root;

    private DocumentText(TextNode root) {
        this.root = root;
    }

    public static DocumentText of(String text) {
        return new DocumentText(TextNode.of(text));
    }

    /** In UTF-16 units. */
    public int length() {
        return root.length();
    }

    /** At least 1: text after the last break is a line, even when it is empty. */
    public int lineCount() {
        return root.breaks() + 1;
    }

    /** The same text with a part replaced; places outside the text are clamped. */
    public DocumentText replace(Range range, String replacement) {
        Range ordered = range.ordered();
        return new DocumentText(root.replace(offset(ordered.start()), offset(ordered.end()), replacement));
    }

    /** Whether a place exists, or is the one just after the text that some clients call the start of the next line. */
    public boolean contains(Position position) {
        if (position.line() == lineCount() && position.character() == 0) {
            return true;
        }
        return position.line() >= 0
                && position.line() < lineCount()
                && position.character() >= 0
                && position.character() <= lineEnd(position.line()) - lineStart(position.line());
    }

    /** The offset of a place: past the end of its line means the end of that line, past the text the end of it. */
    int offset(Position position) {
        if (position.line() < 0) {
            return 0;
        }
        if (position.line() >= lineCount()) {
            return length();
        }
        int start = lineStart(position.line());
        long wanted = (long) start + Math.max(position.character(), 0);
        return (int) Math.min(wanted, lineEnd(position.line()));
    }

    /** The text of a range; places outside are clamped, and a surrogate pair at an edge is taken whole. */
    public String text(Range range) {
        Range ordered = range.ordered();
        int start = offset(ordered.start());
        int end = offset(ordered.end());
        return start == end ? "" : text(splitsPair(start) ? start - 1 : start, splitsPair(end) ? end + 1 : end);
    }

    /** The places of a range that exist. */
    Range clamped(Range range) {
        return new Range(clamped(range.start()), clamped(range.end()));
    }

    private Position clamped(Position position) {
        int line = Math.max(0, Math.min(position.line(), lineCount() - 1));
        return new Position(line, offset(position) - lineStart(line));
    }

    private String text(int start, int end) {
        StringBuilder builder = new StringBuilder(end - start);
        root.appendTo(builder, start, end);
        return builder.toString();
    }

    private boolean splitsPair(int offset) {
        return offset > 0
                && offset < length()
                && Character.isSurrogatePair(root.charAt(offset - 1), root.charAt(offset));
    }

    private int lineStart(int line) {
        return line == 0 ? 0 : root.endOfBreak(line);
    }

    private int lineEnd(int line) {
        if (line == lineCount() - 1) {
            return length();
        }
        int end = root.endOfBreak(line + 1) - 1;
        return end > 0 && root.charAt(end) == '\n' && root.charAt(end - 1) == '\r' ? end - 1 : end;
    }

    @Override
    public String toString() {
        return text(0, length());
    }
}
