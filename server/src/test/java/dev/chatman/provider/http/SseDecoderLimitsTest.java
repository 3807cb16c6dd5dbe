package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Huge events, very many events, endless lines. */
class SseDecoderLimitsTest {

    private static final Duration LINEAR = Duration.ofSeconds(20);

    private final List<SseEvent> events = new ArrayList<>();
    private final SseDecoder decoder = new SseDecoder(events::add);

    private void feed(String text) throws ProviderException {
        decoder.feed(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** In small pieces: a decoder that scans what it holds again with each piece takes minutes. */
    private void feedPieces(String piece, int count) throws ProviderException {
        for (int i = 0; i < count; i++) {
            feed(piece);
        }
    }

    @Test
    void takesAnEventOfOneMebibyte() throws ProviderException {
        feed("data: ");
        assertTimeoutPreemptively(LINEAR, () -> feedPieces("x".repeat(16), 1 << 16));
        feed("\n\n");

        assertEquals(1 << 20, events.get(0).data().length());
    }

    @Test
    void takesTheLargestEvent() throws ProviderException {
        feed("data: ");
        feedPieces("x".repeat(1 << 16), SseDecoder.LARGEST_EVENT >> 16);
        feed("\n\ndata: small\n\n");

        assertEquals(SseDecoder.LARGEST_EVENT, events.get(0).data().length());
        assertEquals("small", events.get(1).data());
    }

    @Test
    void refusesALargerEvent() throws ProviderException {
        feed("data: ");
        feedPieces("x".repeat(1 << 16), SseDecoder.LARGEST_EVENT >> 16);
        ProviderException failure = assertThrows(ProviderException.class, () -> feed("x\n\n"));

        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
    }

    @Test
    void refusesALargerEventOfManyLines() {
        String line = "data: " + "x".repeat(1 << 16) + "\n";

        ProviderException failure =
                assertThrows(ProviderException.class, () -> feedPieces(line, (SseDecoder.LARGEST_EVENT >> 16) + 1));
        assertEquals(ErrorCode.PROTOCOL_ERROR, failure.code());
    }

    @Test
    void refusesALineWithoutEnd() {
        assertThrows(
                ProviderException.class,
                () -> feedPieces(":" + "x".repeat(1 << 16), (SseDecoder.LARGEST_EVENT >> 16) + 1));
        assertTrue(events.isEmpty());
    }

    @Test
    void takesVeryManyEventsInOneChunk() throws ProviderException {
        feed("data: x\n\n".repeat(100_000));

        assertEquals(100_000, events.size());
    }

    @Test
    void marksAnEventThatTheEndCutOff() throws ProviderException {
        feed("data: 1\n\ndata: 2\n");
        decoder.finish();

        assertTrue(events.get(0).terminated());
        assertFalse(events.get(1).terminated());
    }
}
