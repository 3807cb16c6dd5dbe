package dev.chatman.cli;

/**
 * Makes text from outside safe to show: a terminal acts on control characters, and a model or an endpoint may send any.
 * Works on each character alone, so it does not matter how the text was cut.
 */
final class PlainText {

    private static final char CONTROL_PICTURES = '\u2400';
    private static final char DELETE = '\u007F';
    private static final char DELETE_PICTURE = '\u2421';
    private static final char LAST_C1 = '\u009F';
    private static final char REPLACEMENT = '\uFFFD';

    private PlainText() {}

    /** Line feeds and tabs stay, carriage returns go, all other control characters become visible symbols. */
    static String of(String text) {
        int first = firstControl(text);
        if (first == text.length()) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length()).append(text, 0, first);
        for (int i = first; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\r') {
                safe.append(isControl(c) ? picture(c) : c);
            }
        }
        return safe.toString();
    }

    /** As {@link #of}, on one line. */
    static String line(String text) {
        return of(text.strip().replaceAll("\\s*[\\n\\r\\t]\\s*", " "));
    }

    private static int firstControl(String text) {
        int i = 0;
        while (i < text.length() && !isControl(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean isControl(char c) {
        return c < ' ' ? c != '\n' && c != '\t' : c >= DELETE && c <= LAST_C1;
    }

    private static char picture(char c) {
        if (c < ' ') {
            return (char) (CONTROL_PICTURES + c);
        }
        return c == DELETE ? DELETE_PICTURE : REPLACEMENT;
    }
}
