package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every case gives the same lines however it is cut; a line that is not terminated is shown with an ellipsis. */
class LineDecoderTest {

    @ParameterizedTest
    @CsvSource({
        "'', ''",
        "'{\"a\":1}\n{\"b\":2}\n', '{\"a\":1}|{\"b\":2}'",
        "'{\"a\":1}\r\n{\"b\":2}\r\n', '{\"a\":1}|{\"b\":2}'",
        "'\n\r\n  \n{\"a\":1}\n\n \t\n{\"b\":2}\n', '{\"a\":1}|{\"b\":2}'",
        "'{\"a\":1}\n{\"b\":2}', '{\"a\":1}|{\"b\":2}…'",
        "'{\"a\":1}\n{\"b', '{\"a\":1}|{\"b…'",
        "'\uFEFF{\"a\":1}\n', '{\"a\":1}'",
        "'{\"a\":\"é中😀\u2028\u0085\"}\n', '{\"a\":\"é中😀\u2028\u0085\"}'",
        "'{} {}\n', '{} {}'",
    })
    void givesTheSameLinesHoweverTheyAreCut(String stream, String expected) throws ProviderException {
        byte[] bytes = stream.getBytes(StandardCharsets.UTF_8);

        for (int cut = 0; cut <= bytes.length; cut++) {
            byte[] first = Arrays.copyOfRange(bytes, 0, cut);
            byte[] second = Arrays.copyOfRange(bytes, cut, bytes.length);
            assertEquals(expected, decode(first, new byte[0], second), "cut at " + cut);
        }
        byte[][] single = new byte[bytes.length][];
        Arrays.setAll(single, i -> new byte[] {bytes[i]});
        assertEquals(expected, decode(single), "byte by byte");
    }

    @Test
    void refusesALineThatDoesNotEnd() throws ProviderException {
        LineDecoder decoder = new LineDecoder(line -> {
            throw new AssertionError("no line ended");
        });
        byte[] mebibyte = new byte[1 << 20];
        Arrays.fill(mebibyte, (byte) 'x');
        for (int i = 0; i < 16; i++) {
            decoder.feed(ByteBuffer.wrap(mebibyte));
        }

        ProviderException failure =
                assertThrows(ProviderException.class, () -> decoder.feed(ByteBuffer.wrap(new byte[] {'x'})));
        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
    }

    private static String decode(byte[]... chunks) throws ProviderException {
        List<String> lines = new ArrayList<>();
        LineDecoder decoder = new LineDecoder(line -> lines.add(line.data() + (line.terminated() ? "" : "…")));
        for (byte[] chunk : chunks) {
            decoder.feed(ByteBuffer.wrap(chunk).asReadOnlyBuffer());
        }
        decoder.finish();
        return String.join("|", lines);
    }
}
