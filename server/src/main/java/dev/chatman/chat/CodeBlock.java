package dev.chatman.chat;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One context item as the model sees it: a line that names it and a fenced block.
 *
 * <p>Names and contents come from a workspace that is not trusted, so a name cannot break out of its line and the fence
 * is longer than any run of backticks inside.
 *
 * @param item the item
 * @param shown its first lines, as many as go out, each with its line end
 */
record CodeBlock(ContextItem item, List<String> shown) {

    static CodeBlock of(ContextItem item) {
        return new CodeBlock(item, linesOf(item.text()));
    }

    /** The same item with as many of its first lines as cost at most {@code tokens}. */
    CodeBlock cutTo(int tokens) {
        int left = tokens - TokenEstimate.of(frame());
        int count = 0;
        while (count < shown.size() && TokenEstimate.of(shown.get(count)) <= left) {
            left -= TokenEstimate.of(shown.get(count));
            count++;
        }
        return new CodeBlock(item, shown.subList(0, count));
    }

    int lineCount() {
        return shown.size();
    }

    int tokens() {
        return TokenEstimate.of(markdown());
    }

    /** Which lines of the source are shown; null when it is the whole of a whole source. */
    ContextItem.@Nullable LineRange lines() {
        boolean whole = shown.size() == linesOf(item.text()).size();
        return whole ? item.lines() : new ContextItem.LineRange(firstLine(), firstLine() + shown.size() - 1);
    }

    /** The lines of this block that {@code cut} no longer has. */
    ContextItem.LineRange linesAfter(CodeBlock cut) {
        return new ContextItem.LineRange(firstLine() + cut.lineCount(), firstLine() + lineCount() - 1);
    }

    String markdown() {
        String code = String.join("", shown);
        String end = code.isEmpty() || code.endsWith("\n") ? "" : "\n";
        String fence = fence();
        return heading() + ":\n\n" + fence + language() + "\n" + code + end + fence + "\n\n";
    }

    private String frame() {
        return heading() + fence() + language() + fence();
    }

    private String heading() {
        String name = item.name().replaceAll("[\\p{Cntrl}`]", " ");
        ContextItem.LineRange range = lines();
        return range == null ? "`" + name + "`" : "`" + name + "`, lines " + range;
    }

    private String fence() {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < item.text().length(); i++) {
            run = item.text().charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest + 1);
    }

    private String language() {
        String id = item.languageId();
        return id == null ? "" : id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9+#.-]", "");
    }

    private int firstLine() {
        ContextItem.LineRange range = item.lines();
        return range == null ? 1 : range.first();
    }

    /** Lines with their ends; the text itself is what all of them make together. */
    private static List<String> linesOf(String text) {
        return text.isEmpty()
                ? List.of()
                : List.of(text.split("(?<=\n)", -1)).stream()
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
