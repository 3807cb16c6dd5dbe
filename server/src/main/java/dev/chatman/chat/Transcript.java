package dev.chatman.chat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The text of an answer while it grows. Always well-formed UTF-16: models split surrogate pairs over deltas, so a high
 * surrogate at the end waits for its other half, and a lone one becomes U+FFFD. Guarded by its turn's lock.
 */
final class Transcript {

    private static final char REPLACEMENT = '\uFFFD';
    private static final char NONE = 0;

    private final StringBuilder text = new StringBuilder();
    private char waiting = NONE;

    /** Adds a delta. */
    void append(String delta) {
        for (int i = 0; i < delta.length(); i++) {
            append(delta.charAt(i));
        }
    }

    private void append(char unit) {
        if (waiting != NONE) {
            boolean pair = Character.isLowSurrogate(unit);
            text.append(pair ? waiting : REPLACEMENT);
            waiting = NONE;
            if (pair) {
                text.append(unit);
                return;
            }
        }
        if (Character.isHighSurrogate(unit)) {
            waiting = unit;
        } else {
            text.append(Character.isLowSurrogate(unit) ? REPLACEMENT : unit);
        }
    }

    /** Nothing follows: a half pair is replaced. */
    void close() {
        if (waiting != NONE) {
            text.append(REPLACEMENT);
            waiting = NONE;
        }
    }

    int length() {
        return text.length();
    }

    /** The text from {@code offset} on, at most {@code limit} units, never cutting a surrogate pair. */
    String from(int offset, int limit) {
        int end = Math.min(text.length(), offset + limit);
        if (end < text.length() && Character.isLowSurrogate(text.charAt(end))) {
            end--;
        }
        return text.substring(offset, end);
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** SHA-256 of the UTF-8 text, lower-case hex. */
    static String digestOf(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
