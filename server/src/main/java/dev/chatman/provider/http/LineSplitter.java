package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;

/**
 * Splits a byte stream into lines, however it is cut into chunks: lines end with LF, CR or CRLF, and a byte order mark
 * at the very start is dropped. Works on bytes, so that no multi-byte character can be taken for a line break or be
 * torn. Every byte is looked at once. Not safe for use by several threads at once.
 */
final class LineSplitter {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Takes a line without its end; the bytes are valid during the call only. */
    @FunctionalInterface
    interface LineConsumer {
        void line(byte[] bytes, int from, int to) throws ProviderException;
    }

    private final LineConsumer consumer;
    private final BoundedBytes pending;
    private int markMatched;
    private boolean markDecided;
    private boolean afterCarriageReturn;

    /** @param longestLine in bytes; a longer one is a {@link dev.chatman.spi.ErrorCode#PROTOCOL_ERROR} */
    LineSplitter(int longestLine, LineConsumer consumer) {
        this.pending = new BoundedBytes(longestLine);
        this.consumer = consumer;
    }

    void feed(ByteBuffer chunk) throws ProviderException {
        byte[] bytes = new byte[chunk.remaining()];
        chunk.get(bytes);
        int lineStart = skipByteOrderMark(bytes);
        for (int i = lineStart; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '\n' && afterCarriageReturn) {
                afterCarriageReturn = false;
                lineStart = i + 1;
            } else if (b == '\n' || b == '\r') {
                afterCarriageReturn = b == '\r';
                emit(bytes, lineStart, i);
                lineStart = i + 1;
            } else {
                afterCarriageReturn = false;
            }
        }
        pending.append(bytes, lineStart, bytes.length);
    }

    /** The stream is over: a last line without an end is a line. */
    void finish() throws ProviderException {
        if (!markDecided) {
            rejectByteOrderMark();
        }
        if (pending.size() > 0) {
            consumer.line(pending.array(), 0, pending.size());
            pending.clear();
        }
    }

    private int skipByteOrderMark(byte[] bytes) throws ProviderException {
        int at = 0;
        while (!markDecided && at < bytes.length) {
            if (bytes[at] != BYTE_ORDER_MARK[markMatched]) {
                rejectByteOrderMark();
                return at;
            }
            at++;
            markMatched++;
            markDecided = markMatched == BYTE_ORDER_MARK.length;
        }
        return at;
    }

    /** What looked like the beginning of the mark was text. */
    private void rejectByteOrderMark() throws ProviderException {
        markDecided = true;
        pending.append(BYTE_ORDER_MARK, 0, markMatched);
    }

    private void emit(byte[] bytes, int from, int to) throws ProviderException {
        if (pending.size() == 0) {
            consumer.line(bytes, from, to);
        } else {
            pending.append(bytes, from, to);
            consumer.line(pending.array(), 0, pending.size());
            pending.clear();
        }
    }
}
