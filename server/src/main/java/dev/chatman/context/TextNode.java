package dev.chatman.context;

/**
 * A piece of text in a balanced tree; immutable. Nodes know their length and line breaks, so that places are found and
 * edits made along one path from the root.
 *
 * <p>A line ends with CRLF, LF or CR. A CRLF may lie across two neighbours: it then counts once, not twice.
 */
sealed interface TextNode {

    /** Leaves hold at most this many units; long enough for few nodes, short enough for cheap edits. */
    int LEAF_UNITS = 1024;

    int length();

    /** How many line breaks there are. */
    int breaks();

    int height();

    char charAt(int index);

    /** Where the text after the {@code n}th break begins; {@code n} from 1 to {@link #breaks()}. */
    int endOfBreak(int n);

    /** The same text with {@code [start, end)} replaced. */
    TextNode replace(int start, int end, String replacement);

    void appendTo(StringBuilder target, int start, int end);

    default boolean startsWithLf() {
        return length() > 0 && charAt(0) == '\n';
    }

    default boolean endsWithCr() {
        return length() > 0 && charAt(length() - 1) == '\r';
    }

    static TextNode of(String text) {
        if (text.length() <= LEAF_UNITS) {
            return new Leaf(text, countBreaks(text));
        }
        int leaves = (text.length() + LEAF_UNITS - 1) / LEAF_UNITS;
        int middle = leaves / 2 * LEAF_UNITS;
        return Branch.of(of(text.substring(0, middle)), of(text.substring(middle)));
    }

    /** Both texts, one after the other, balanced. */
    static TextNode concat(TextNode left, TextNode right) {
        if (left.length() == 0) {
            return right;
        }
        if (right.length() == 0) {
            return left;
        }
        if (left instanceof Leaf a && right instanceof Leaf b && a.length() + b.length() <= LEAF_UNITS) {
            return of(a.text + b.text);
        }
        if (left instanceof Branch tall && left.height() > right.height() + 1) {
            return balance(tall.left, concat(tall.right, right));
        }
        if (right instanceof Branch tall && right.height() > left.height() + 1) {
            return balance(concat(left, tall.left), tall.right);
        }
        return Branch.of(left, right);
    }

    /** Joins neighbours whose heights differ by two at most. */
    private static TextNode balance(TextNode left, TextNode right) {
        if (left instanceof Branch tall && left.height() > right.height() + 1) {
            return tall.left.height() < tall.right.height() && tall.right instanceof Branch inner
                    ? Branch.of(Branch.of(tall.left, inner.left), Branch.of(inner.right, right))
                    : Branch.of(tall.left, Branch.of(tall.right, right));
        }
        if (right instanceof Branch tall && right.height() > left.height() + 1) {
            return tall.right.height() < tall.left.height() && tall.left instanceof Branch inner
                    ? Branch.of(Branch.of(left, inner.left), Branch.of(inner.right, tall.right))
                    : Branch.of(Branch.of(left, tall.left), tall.right);
        }
        return Branch.of(left, right);
    }

    private static int countBreaks(String text) {
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\r' || (c == '\n' && (i == 0 || text.charAt(i - 1) != '\r'))) {
                count++;
            }
        }
        return count;
    }

    /** Text as it is. */
    record Leaf(String text, int breaks) implements TextNode {

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public int height() {
            return 0;
        }

        @Override
        public char charAt(int index) {
            return text.charAt(index);
        }

        @Override
        public int endOfBreak(int n) {
            int seen = 0;
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c == '\r' || c == '\n') {
                    if (c == '\r' && i + 1 < text.length() && text.charAt(i + 1) == '\n') {
                        i++;
                    }
                    if (++seen == n) {
                        return i + 1;
                    }
                }
            }
            throw new IndexOutOfBoundsException("break " + n + " of " + breaks);
        }

        @Override
        public TextNode replace(int start, int end, String replacement) {
            return of(text.substring(0, start) + replacement + text.substring(end));
        }

        @Override
        public void appendTo(StringBuilder target, int start, int end) {
            target.append(text, start, end);
        }
    }

    /** Two neighbours whose heights differ by one at most. */
    record Branch(TextNode left, TextNode right, int length, int breaks, int height) implements TextNode {

        static Branch of(TextNode left, TextNode right) {
            int breaks = left.breaks() + right.breaks() - (left.endsWithCr() && right.startsWithLf() ? 1 : 0);
            int height = Math.max(left.height(), right.height()) + 1;
            return new Branch(left, right, left.length() + right.length(), breaks, height);
        }

        @Override
        public char charAt(int index) {
            return index < left.length() ? left.charAt(index) : right.charAt(index - left.length());
        }

        @Override
        public int endOfBreak(int n) {
            int shared = left.endsWithCr() && right.startsWithLf() ? 1 : 0;
            return n <= left.breaks() - shared
                    ? left.endOfBreak(n)
                    : left.length() + right.endOfBreak(n - left.breaks() + shared);
        }

        @Override
        public TextNode replace(int start, int end, String replacement) {
            if (start == 0 && end == length) {
                return TextNode.of(replacement);
            }
            int middle = left.length();
            if (end <= middle) {
                return concat(left.replace(start, end, replacement), right);
            }
            if (start >= middle) {
                return concat(left, right.replace(start - middle, end - middle, replacement));
            }
            return concat(left.replace(start, middle, replacement), right.replace(0, end - middle, ""));
        }

        @Override
        public void appendTo(StringBuilder target, int start, int end) {
            int middle = left.length();
            if (start < middle) {
                left.appendTo(target, start, Math.min(end, middle));
            }
            if (end > middle) {
                right.appendTo(target, Math.max(start - middle, 0), end - middle);
            }
        }
    }
}
