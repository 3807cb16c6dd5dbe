package dev.chatman.provider.embedded.host;

/** Text without what native code cannot carry: NUL ends a C string, a lone surrogate is not UTF-8. */
final class WellFormedText {
    private WellFormedText() {}

    /** The text without NULs and lone surrogates; the same instance when there are none. */
    static String of(String text) {
        int end = text.length();
        int firstBad = 0;
        while (firstBad < end && !bad(text, firstBad)) {
            firstBad++;
        }
        if (firstBad == end) {
            return text;
        }
        StringBuilder kept = new StringBuilder(end).append(text, 0, firstBad);
        for (int i = firstBad; i < end; i++) {
            if (!bad(text, i)) {
                kept.append(text.charAt(i));
            }
        }
        return kept.toString();
    }

    private static boolean bad(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == text.length() || !Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i == 0 || !Character.isHighSurrogate(text.charAt(i - 1));
        }
        return c == 0;
    }
}
