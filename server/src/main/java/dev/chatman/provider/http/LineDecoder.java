package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Decodes a stream with one JSON value a line (NDJSON): each line that is not blank is an event. A last line without
 * its end is one too, but not terminated, for it may be cut off. Not safe for use by several threads at once.
 */
final class LineDecoder implements StreamDecoder {

    private final EventConsumer consumer;
    private final LineSplitter lines = new LineSplitter(SseDecoder.LARGEST_EVENT, this::line);
    private boolean over;

    LineDecoder(EventConsumer consumer) {
        this.consumer = consumer;
    }

    @Override
    public void feed(ByteBuffer chunk) throws ProviderException {
        lines.feed(chunk);
    }

    @Override
    public void finish() throws ProviderException {
        over = true;
        lines.finish();
    }

    private void line(byte[] bytes, int from, int to) throws ProviderException {
        String text = new String(bytes, from, to - from, StandardCharsets.UTF_8);
        if (!text.isBlank()) {
            consumer.event(new SseEvent(SseEvent.MESSAGE, text, "", !over));
        }
    }
}
