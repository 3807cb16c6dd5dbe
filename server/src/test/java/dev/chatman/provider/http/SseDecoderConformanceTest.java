package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every case gives the same events whole, byte by byte, cut at each point into two, and with empty chunks between. */
class SseDecoderConformanceTest {

    /** A stream, as ISO 8859-1 so that single bytes can be written, and its events as {@code type|data|id}. */
    record Case(String name, String stream, List<String> events) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Case of(String name, String stream, String... events) {
        return new Case(name, stream, List.of(events));
    }

    private static String utf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    static Stream<Case> cases() {
        String bom = utf8("\uFEFF");
        return Stream.of(
                of("nothing", ""),
                of("byte order mark", bom + "data:x\n\n", "message|x|"),
                of("two byte order marks: the second is text", bom + bom + "data:x\n\n"),
                of("byte order mark later is data", "data:" + bom + "x\n\n", "message|\uFEFFx|"),
                of("half a byte order mark", "\u00EF\u00BBdata:x\n\ndata:y\n\n", "message|y|"),
                of("only half a byte order mark", "\u00EF\u00BB"),
                of("LF", "data:a\ndata:b\n\ndata:c\n\n", "message|a\nb|", "message|c|"),
                of("CR", "data:a\rdata:b\r\rdata:c\r\r", "message|a\nb|", "message|c|"),
                of("CRLF", "data:a\r\ndata:b\r\n\r\ndata:c\r\n\r\n", "message|a\nb|", "message|c|"),
                of("mixed ends", "data:a\r\ndata:b\n\rdata:c\r\r\n", "message|a\nb|", "message|c|"),
                of("CR CR dispatches", "data:a\r\rdata:b\n\n", "message|a|", "message|b|"),
                of("lone CR at the end", "data:{}\r", "message|{}|"),
                of(
                        "one space is removed",
                        "data:x\n\ndata: x\n\ndata:  x\n\n",
                        "message|x|",
                        "message|x|",
                        "message| x|"),
                of("data without colon", "data\n\n", "message||"),
                of("data without value", "data:\n\n", "message||"),
                of("empty data lines", "data:\ndata:\ndata\n\n", "message|\n\n|"),
                of("several lines", "data:a\ndata:\ndata:b\n\n", "message|a\n\nb|"),
                of("comments", ":\n\n: ping\n\n:OPENROUTER PROCESSING\n\n"),
                of("comment inside", "data:a\n: ping\ndata:b\n\n", "message|a\nb|"),
                of("event", "event: error\ndata:a\n\ndata:b\n\n", "error|a|", "message|b|"),
                of("event without data is forgotten", "event: ping\n\ndata:a\n\n", "message|a|"),
                of("empty event", "event:\ndata:a\n\n", "message|a|"),
                of("id persists", "id: 7\ndata:a\n\ndata:b\n\n", "message|a|7", "message|b|7"),
                of("id without value resets", "id: 7\ndata:a\n\nid\ndata:b\n\n", "message|a|7", "message|b|"),
                of("id with NUL is ignored", "id: 7\ndata:a\n\nid: 8\0\ndata:b\n\n", "message|a|7", "message|b|7"),
                of("retry says nothing", "retry: 10\n\nretry: x\ndata:a\n\n", "message|a|"),
                of("unknown field", "foo: bar\ndatax: y\ndata:a\n\n", "message|a|"),
                of("field without colon", "foo\ndata:a\n\n", "message|a|"),
                of("line of spaces is no end", "data:a\n  \ndata:b\n\n", "message|a\nb|"),
                of("leading space makes another field", " data: x\n\ndata:a\n\n", "message|a|"),
                of("case matters", "DATA: x\n\ndata:a\n\n", "message|a|"),
                of("colon in the value", "data: a:b\n\n", "message|a:b|"),
                of("end without blank line, JSON", "data: {\"a\":[1]}", "message|{\"a\":[1]}|"),
                of("end without blank line, JSON with LF", "data: {\"a\":1}\n", "message|{\"a\":1}|"),
                of("end without blank line, done", "data: [DONE]", "message|[DONE]|"),
                of("end without blank line, half JSON", "data: {\"a\":[1"),
                of("end without blank line, text", "data: hello\n"),
                of("end without blank line, two JSON values", "data: {}\ndata: {}\n"),
                of("end in a field name", "data:a\n\nda", "message|a|"),
                of("end in a character", "data: \"" + utf8("é").substring(0, 1)),
                of("end in CRLF", "data:a\n\ndata: 1\r", "message|a|", "message|1|"),
                of("2, 3 and 4 byte characters", utf8("data:é中😀\n\n"), "message|é中😀|"),
                of("broken UTF-8", "data:a\u00FFb\u00C3\n\n", "message|a\uFFFDb\uFFFD|"),
                of(
                        "U+2028, U+2029, U+0085 are no line ends",
                        utf8("data:a\u2028b\u2029c\u0085d\n\n"),
                        "message|a\u2028b\u2029c\u0085d|"),
                of("other control characters are no line ends", "data:a\u000Bb\fc\n\n", "message|a\u000Bb\fc|"),
                of("escaped surrogates stay as they are", "data:\"\\ud83d\"\n\n", "message|\"\\ud83d\"|"),
                of("done with a blank", "data: [DONE] \n\n", "message|[DONE] |"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void decodesTheSameHoweverItIsCut(Case test) throws ProviderException {
        byte[] bytes = test.stream().getBytes(StandardCharsets.ISO_8859_1);
        List<String> expected = test.events();

        assertEquals(expected, decode(bytes), "whole");
        assertEquals(expected, decode(eachByte(bytes)), "byte by byte");
        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] first = Arrays.copyOfRange(bytes, 0, cut);
            byte[] second = Arrays.copyOfRange(bytes, cut, bytes.length);
            assertEquals(expected, decode(first, second), "cut at " + cut);
            assertEquals(expected, decode(first, new byte[0], second, new byte[0]), "empty chunk at " + cut);
        }
    }

    private static byte[][] eachByte(byte[] bytes) {
        byte[][] chunks = new byte[bytes.length][];
        for (int i = 0; i < bytes.length; i++) {
            chunks[i] = new byte[] {bytes[i]};
        }
        return chunks;
    }

    private static List<String> decode(byte[]... chunks) throws ProviderException {
        List<String> events = new ArrayList<>();
        SseDecoder decoder =
                new SseDecoder(event -> events.add(event.type() + "|" + event.data() + "|" + event.lastEventId()));
        for (byte[] chunk : chunks) {
            decoder.feed(ByteBuffer.wrap(chunk).asReadOnlyBuffer());
        }
        decoder.finish();
        return events;
    }
}
