package dev.chatman.lsp;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Cuts the stream from the client into message bodies. After a broken header or a wrong length it finds the next
 * {@code Content-Length}, even within a line, so that one bad message costs little more than itself.
 */
final class FrameReader {

    private static final String CONTENT_LENGTH = "content-length:";
    /** Read and parsed, the largest message takes about four times this of the heap, of which there are 256 MB. */
    private static final int MAX_BODY_BYTES = 32 * 1024 * 1024;

    private static final int MAX_LINE = 8192;

    private final InputStream input;

    FrameReader(InputStream input) {
        this.input = new BufferedInputStream(input);
    }

    /** The client sent bytes that are no message; reading can go on. */
    static final class BrokenFrameException extends Exception {
        BrokenFrameException(String message) {
            super(message);
        }
    }

    /** Waits for the next body; null at the end of the stream. */
    @Nullable String next() throws IOException, BrokenFrameException {
        String length = null;
        boolean empty = true;
        while (true) {
            String line = readLine();
            if (line == null) {
                return null;
            }
            if (!line.isEmpty()) {
                empty = false;
                int at = line.toLowerCase(Locale.ROOT).lastIndexOf(CONTENT_LENGTH);
                length = at < 0
                        ? length
                        : line.substring(at + CONTENT_LENGTH.length()).trim();
            } else if (length != null) {
                return readBody(length);
            } else if (!empty) {
                throw new BrokenFrameException("A header has no Content-Length.");
            }
        }
    }

    private @Nullable String readBody(String length) throws IOException, BrokenFrameException {
        int bytes;
        try {
            bytes = Integer.parseInt(length);
        } catch (NumberFormatException notANumber) {
            bytes = -1;
        }
        if (bytes < 0 || bytes > MAX_BODY_BYTES) {
            throw new BrokenFrameException("Content-Length is not a number from 0 to " + MAX_BODY_BYTES + ".");
        }
        byte[] body = input.readNBytes(bytes);
        return body.length < bytes ? null : new String(body, StandardCharsets.UTF_8);
    }

    /** A line without its end; of an absurdly long one the last part. Null at the end of the stream. */
    private @Nullable String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = input.read(); c >= 0; c = input.read()) {
            if (c == '\n') {
                int end = line.length() > 0 && line.charAt(line.length() - 1) == '\r' ? 1 : 0;
                return line.substring(0, line.length() - end);
            }
            line.append((char) c);
            if (line.length() > MAX_LINE) {
                line.delete(0, MAX_LINE / 2);
            }
        }
        return null;
    }
}
