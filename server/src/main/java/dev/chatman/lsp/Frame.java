package dev.chatman.lsp;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One message as it stands on the wire: header and body in one piece. */
final class Frame {

    private Frame() {}

    static byte[] of(String json) {
        byte[] body = withLoneSurrogatesEscaped(json).getBytes(StandardCharsets.UTF_8);
        byte[] header = ("Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[header.length + body.length];
        System.arraycopy(header, 0, frame, 0, header.length);
        System.arraycopy(body, 0, frame, header.length, body.length);
        return frame;
    }

    /** UTF-8 has no half pairs, JSON has: a client may resume from within a pair, or name things by a half one. */
    private static String withLoneSurrogatesEscaped(String json) {
        StringBuilder escaped = null;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            if (!Character.isSurrogate(c)) {
                append(escaped, c);
            } else if (i + 1 < json.length() && Character.isSurrogatePair(c, json.charAt(i + 1))) {
                append(escaped, c);
                append(escaped, json.charAt(++i));
            } else {
                if (escaped == null) {
                    escaped = new StringBuilder(json.length() + 16).append(json, 0, i);
                }
                escaped.append(String.format("\\u%04x", (int) c));
            }
        }
        return escaped == null ? json : escaped.toString();
    }

    private static void append(@Nullable StringBuilder target, char c) {
        if (target != null) {
            target.append(c);
        }
    }
}
