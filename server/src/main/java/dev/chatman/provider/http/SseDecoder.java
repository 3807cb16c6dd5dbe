package dev.chatman.provider.http;

import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import dev.chatman.spi.ProviderException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Decodes server-sent events from bytes, giving the same events however the bytes are cut into chunks.
 *
 * <p>Follows the HTML standard's section "Server-sent events" but for one thing: an event that the end of the stream
 * cuts off is not dropped when its data is whole, because endpoints leave the last blank line out. The {@code retry}
 * field is ignored: a stream of an answer is never reconnected. Not safe for use by several threads at once.
 */
public final class SseDecoder implements StreamDecoder {

    /** The most one event's data, or one line, may hold, in bytes. */
    public static final int LARGEST_EVENT = 16 << 20;

    private static final int LONGEST_FIELD_NAME = 64;

    private final EventConsumer consumer;
    private final LineSplitter lines = new LineSplitter(LARGEST_EVENT + LONGEST_FIELD_NAME, this::line);
    private final BoundedBytes data = new BoundedBytes(LARGEST_EVENT);
    private boolean hasData;
    private String type = "";
    private String lastEventId = "";

    public SseDecoder(EventConsumer consumer) {
        this.consumer = consumer;
    }

    /**
     * Decodes the next chunk, which may be empty.
     *
     * @throws ProviderException with PROTOCOL_ERROR for an event larger than {@link #LARGEST_EVENT}
     */
    @Override
    public void feed(ByteBuffer chunk) throws ProviderException {
        lines.feed(chunk);
    }

    @Override
    public void finish() throws ProviderException {
        lines.finish();
        if (hasData) {
            SseEvent rest = take(false);
            if (rest.done() || isJson(rest.data())) {
                consumer.event(rest);
            }
        }
    }

    private void line(byte[] bytes, int from, int to) throws ProviderException {
        if (from == to) {
            endOfEvent();
            return;
        }
        int nameEnd = from;
        while (nameEnd < to && bytes[nameEnd] != ':') {
            nameEnd++;
        }
        int valueStart = Math.min(nameEnd + 1, to);
        if (valueStart < to && bytes[valueStart] == ' ') {
            valueStart++;
        }
        if (isField("data", bytes, from, nameEnd)) {
            appendData(bytes, valueStart, to);
        } else if (isField("event", bytes, from, nameEnd)) {
            type = text(bytes, valueStart, to);
        } else if (isField("id", bytes, from, nameEnd)) {
            String id = text(bytes, valueStart, to);
            lastEventId = id.indexOf('\0') < 0 ? id : lastEventId;
        }
    }

    private static boolean isField(String name, byte[] bytes, int from, int to) {
        if (to - from != name.length()) {
            return false;
        }
        for (int i = 0; i < name.length(); i++) {
            if (bytes[from + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void appendData(byte[] bytes, int from, int to) throws ProviderException {
        if (hasData) {
            data.append(new byte[] {'\n'}, 0, 1);
        }
        data.append(bytes, from, to);
        hasData = true;
    }

    private void endOfEvent() throws ProviderException {
        if (hasData) {
            consumer.event(take(true));
        }
        type = "";
    }

    private SseEvent take(boolean terminated) {
        SseEvent event = new SseEvent(type.isEmpty() ? SseEvent.MESSAGE : type, data.text(), lastEventId, terminated);
        data.clear();
        hasData = false;
        return event;
    }

    private static String text(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static boolean isJson(String text) {
        try (JsonReader json = new JsonReader(new StringReader(text))) {
            json.skipValue();
            return json.peek() == JsonToken.END_DOCUMENT;
        } catch (IOException | JsonParseException | IllegalStateException notJson) {
            return false;
        }
    }
}
