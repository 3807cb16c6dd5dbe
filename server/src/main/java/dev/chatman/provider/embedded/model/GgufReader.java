package dev.chatman.provider.embedded.model;

import dev.chatman.provider.embedded.model.GgufHeader.Unreadable;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Walks the metadata of a GGUF file (versions 2 and 3, little-endian): magic, version, number of tensors, number of
 * entries, then for each entry its key, its type and its value. Arrays are skipped.
 */
final class GgufReader implements Closeable {
    private static final int MAGIC = 0x46554747;
    private static final long MAX_ENTRIES = 1 << 16;
    private static final long MAX_KEY = 1 << 16;
    private static final long MAX_ELEMENTS = 1 << 24;

    /** Longer texts (chat templates can be) are noted as present and not kept. */
    private static final long MAX_KEPT = 1 << 12;

    private final FileChannel channel;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);

    GgufReader(Path file) throws IOException {
        channel = FileChannel.open(file, StandardOpenOption.READ);
        buffer.limit(0);
    }

    GgufHeader header() throws IOException {
        try {
            return read();
        } catch (EOFException cutOff) {
            throw new Unreadable("the file is cut off");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private GgufHeader read() throws IOException {
        if (need(4).getInt() != MAGIC) {
            throw new Unreadable("it is not a GGUF file");
        }
        int version = need(4).getInt();
        if (version != 2 && version != 3) {
            throw new Unreadable("its GGUF version is not supported");
        }
        need(8).getLong();
        long entries = bounded(need(8).getLong(), MAX_ENTRIES, "entries");
        Map<String, Object> values = new HashMap<>();
        for (long i = 0; i < entries; i++) {
            String key = text(bounded(need(8).getLong(), MAX_KEY, "a key"));
            Object value = value(need(4).getInt());
            if (value != null) {
                values.put(key, value);
            }
        }
        if (!(values.get("general.architecture") instanceof String architecture)) {
            throw new Unreadable("it does not name its architecture");
        }
        return new GgufHeader(
                architecture,
                values.get("general.name") instanceof String name ? name : null,
                values.get(architecture + ".context_length") instanceof Long length ? length : null,
                values.containsKey("tokenizer.chat_template"));
    }

    /** The value of one entry; null for those nobody asks for. */
    private @Nullable Object value(int type) throws IOException {
        return switch (type) {
            case 4, 5 -> Integer.toUnsignedLong(need(4).getInt());
            case 10, 11 -> need(8).getLong();
            case 8 -> {
                long length = checked(need(8).getLong());
                if (length > MAX_KEPT) {
                    skip(length);
                    yield "";
                }
                yield text(length);
            }
            case 9 -> {
                skipArray();
                yield null;
            }
            default -> {
                skip(size(type));
                yield null;
            }
        };
    }

    private void skipArray() throws IOException {
        int type = need(4).getInt();
        long count = bounded(need(8).getLong(), MAX_ELEMENTS, "an array");
        if (type == 9) {
            throw new Unreadable("its metadata nests arrays");
        }
        if (type != 8) {
            skip(count * size(type));
            return;
        }
        for (long i = 0; i < count; i++) {
            skip(checked(need(8).getLong()));
        }
    }

    private static long size(int type) throws Unreadable {
        return switch (type) {
            case 0, 1, 7 -> 1;
            case 2, 3 -> 2;
            case 4, 5, 6 -> 4;
            case 10, 11, 12 -> 8;
            default -> throw new Unreadable("its metadata has a value of an unknown type");
        };
    }

    private String text(long length) throws IOException {
        byte[] bytes = new byte[(int) length];
        need(bytes.length).get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private long checked(long length) throws IOException {
        return bounded(length, channel.size(), "a text");
    }

    private static long bounded(long value, long limit, String what) throws Unreadable {
        if (value < 0 || value > limit) {
            throw new Unreadable("its metadata is damaged: the size of " + what + " makes no sense");
        }
        return value;
    }

    private void skip(long bytes) throws IOException {
        if (bytes <= buffer.remaining()) {
            buffer.position(buffer.position() + (int) bytes);
            return;
        }
        long target = channel.position() - buffer.remaining() + bytes;
        if (target > channel.size()) {
            throw new EOFException();
        }
        channel.position(target);
        buffer.limit(0);
    }

    /** The buffer with at least that many bytes to read. */
    private ByteBuffer need(int bytes) throws IOException {
        if (buffer.remaining() < bytes) {
            buffer.compact();
            while (buffer.position() < bytes) {
                if (channel.read(buffer) < 0) {
                    throw new EOFException();
                }
            }
            buffer.flip();
        }
        return buffer;
    }
}
