package dev.chatman.cli;

import java.util.List;
import java.util.stream.Collectors;

/** Understands just what {@link WordWrap} says: text, line feeds, "back by n cells" and "erase to the end of the line". */
final class TinyScreen {

    private TinyScreen() {}

    /** The lines on the screen, without blanks at their ends. */
    static List<String> linesOf(String output) {
        StringBuilder screen = new StringBuilder();
        int at = 0;
        while (at < output.length()) {
            if (output.startsWith("\u001B[", at)) {
                int end = output.indexOf('D', at);
                int cells = Integer.parseInt(output.substring(at + 2, end));
                while (cells > 0) {
                    int last = screen.codePointBefore(screen.length());
                    cells -= last > 0x1100 ? 2 : 1;
                    screen.setLength(screen.length() - Character.charCount(last));
                }
                at = end + 1 + "\u001B[K".length();
            } else {
                screen.append(output.charAt(at++));
            }
        }
        return screen.toString().lines().map(String::stripTrailing).collect(Collectors.toList());
    }
}
