package dev.chatman.provider.http;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing run of bytes with a limit. Not safe for use by several threads at once. */
final class BoundedBytes {

    /** Above this, clearing gives the memory back: one huge event must not be paid for until the stream's end. */
    private static final int KEPT = 64 * 1024;

    private final int limit;
    private byte[] bytes = new byte[256];
    private int size;

    BoundedBytes(int limit) {
        this.limit = limit;
    }

    void append(byte[] source, int from, int to) throws ProviderException {
        int length = to - from;
        if (length > limit - size) {
            throw ProviderException.of(
                            ErrorCode.PROTOCOL_ERROR,
                            "The endpoint sent more than " + (limit >> 20) + " MiB in one piece.")
                    .withHint("Check that the base URL belongs to a chat endpoint.");
        }
        reserve(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    void append(ByteBuffer source) throws ProviderException {
        byte[] copy = new byte[source.remaining()];
        source.get(copy);
        append(copy, 0, copy.length);
    }

    /** Takes what there is room for and leaves the rest in the source. */
    void fill(ByteBuffer source) {
        int length = Math.min(source.remaining(), limit - size);
        reserve(length);
        source.get(bytes, size, length);
        size += length;
    }

    private void reserve(int length) {
        if (length > bytes.length - size) {
            long doubled = Math.max(2L * bytes.length, (long) size + length);
            bytes = Arrays.copyOf(bytes, (int) Math.min(doubled, limit));
        }
    }

    boolean full() {
        return size == limit;
    }

    int size() {
        return size;
    }

    /** The bytes themselves, valid up to {@link #size()} and until the next change. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    /** The bytes as UTF-8; what is not UTF-8 becomes U+FFFD. */
    String text() {
        return new String(bytes, 0, size, StandardCharsets.UTF_8);
    }

    void clear() {
        size = 0;
        if (bytes.length > KEPT) {
            bytes = new byte[256];
        }
    }
}
