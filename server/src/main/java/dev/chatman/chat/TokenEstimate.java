package dev.chatman.chat;

/**
 * Guesses how many tokens a text has, without the model's vocabulary.
 *
 * <p>Byte-pair vocabularies spend about one token on three to four bytes of source code and fewer bytes on other
 * scripts, so bytes, not characters, are counted, and the guess is meant to be on the high side.
 */
public final class TokenEstimate {

    private static final int BYTES_PER_TOKEN = 3;

    private TokenEstimate() {}

    /** Estimates the tokens of {@code text}; 0 for an empty one. */
    public static int of(String text) {
        return (utf8Length(text) + BYTES_PER_TOKEN - 1) / BYTES_PER_TOKEN;
    }

    private static int utf8Length(String text) {
        int bytes = 0;
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (unit < 0x80) {
                bytes++;
            } else if (unit < 0x800 || Character.isSurrogate(unit)) {
                bytes += 2;
            } else {
                bytes += 3;
            }
        }
        return bytes;
    }
}
