package dev.chatman.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A recorded reply of a real llama-server. The recorder's own lines around it are taken off; the chunks of a stream,
 * which it had joined, are made anew.
 */
public record Transcript(String head, String body) {

    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 \\d{3} ");
    private static final Pattern LENGTH = Pattern.compile("(?i)Content-Length: (\\d+)");
    private static final String RECORDERS_END = "\n--- curl exit: 0 ---\n";

    public static Transcript of(String name) throws IOException {
        String recording = text(name);
        Matcher start = STATUS.matcher(recording);
        String reply = start.find() ? recording.substring(start.start()) : "";
        int headEnd = reply.indexOf("\r\n\r\n") + "\r\n".length();
        String head = reply.substring(0, headEnd);
        String rest = reply.substring(headEnd + "\r\n".length());
        Matcher length = LENGTH.matcher(head);
        int end = length.find() ? Integer.parseInt(length.group(1)) : rest.lastIndexOf(RECORDERS_END);
        return new Transcript(head, rest.substring(0, end));
    }

    /** A recording as it is, one character for each byte. */
    public static String text(String name) throws IOException {
        try (InputStream in = Transcript.class.getResourceAsStream("/transcripts/llama-server/" + name + ".txt")) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** The reply as it was recorded, a stream's body as one chunk. */
    public Script script() {
        return isJoinedStream()
                ? sendHead().chunk(bytes(body)).end()
                : sendHead().send(bytes(body));
    }

    /** The same in chunks of one byte. */
    public Script scriptByteByByte() {
        Script script = sendHead();
        for (byte b : bytes(body)) {
            script = script.chunk(new byte[] {b});
        }
        return script.end();
    }

    public boolean isJoinedStream() {
        return head.contains("chunked") && (body.startsWith("data") || body.startsWith("event"));
    }

    private Script sendHead() {
        return Script.nothing().send(bytes(head + "\r\n"));
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }
}
