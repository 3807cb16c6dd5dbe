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

/**
 * Walks the metadata of a GGUF file (versions 2 and 3, little-endian): magic, version, number of tensors, number of
 * entries, then for each entry its key, its type and its value. Nothing is kept but the architecture.
 */
final class GgufReader implements Closeable {
    private static final int MAGIC = 0x46554747;
    private static final long MAX_ENTRIES = 1 << 16;
    private static final long MAX_KEY = 1 << 16;
    private static final long MAX_ELEMENTS = 1 << 24;
    private static final long LONGEST_ARCHITECTURE = 256;

    private static final String ARCHITECTURE = "general.architecture";
    private static final int STRING = 8;
    private static final int ARRAY = 9;

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
        String architecture = null;
        for (long i = 0; i < entries; i++) {
            String key = text(bounded(need(8).getLong(), MAX_KEY, "a key"));
            int type = need(4).getInt();
            if (key.equals(ARCHITECTURE) && type == STRING) {
                architecture = text(bounded(need(8).getLong(), LONGEST_ARCHITECTURE, "the architecture's name"));
            } else {
                skipValue(type);
            }
        }
        if (architecture == null) {
            throw new Unreadable("it does not name its architecture");
        }
        return new GgufHeader(architecture);
    }

    private void skipValue(int type) throws IOException {
        switch (type) {
            case STRING -> skip(checked(need(8).getLong()));
            case ARRAY -> skipArray();
            default -> skip(size(type));
        }
    }

    private void skipArray() throws IOException {
        int type = need(4).getInt();
        long count = bounded(need(8).getLong(), MAX_ELEMENTS, "an array");
        if (type == ARRAY) {
            throw new Unreadable("its metadata nests arrays");
        }
        if (type != STRING) {
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
