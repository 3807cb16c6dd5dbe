package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;

/**
 * Reads the reply to a request for an event stream: events, one whole JSON reply, a rejection, or what should not have
 * come. Where the content type leaves it open, the first character decides.
 */
public final class EventStreamReader implements ReplyReader {

    private static final int LARGEST_ERROR = 64 << 10;

    private enum Kind {
        UNDECIDED,
        EVENTS,
        WHOLE,
        REJECTED
    }

    private final URI requested;
    private final EventStreamHandler handler;
    private final Framing framing;
    private final StreamDecoder decoder;
    private final BoundedBytes collected = new BoundedBytes(SseDecoder.LARGEST_EVENT);
    private final BoundedBytes error = new BoundedBytes(LARGEST_ERROR);
    private ReplyHead head = new ReplyHead(0, Map.of());
    private Kind kind = Kind.UNDECIDED;

    public EventStreamReader(URI requested, Framing framing, EventStreamHandler handler) {
        this.requested = requested;
        this.framing = framing;
        this.handler = handler;
        this.decoder = framing.decoder(handler::onEvent);
    }

    @Override
    public void onHead(ReplyHead received) throws ProviderException {
        head = received;
        ReplyRules.check(received, requested);
        if (!received.successful()) {
            kind = Kind.REJECTED;
        } else if (received.mediaType().equals("text/html")) {
            throw ReplyRules.webPage(received, requested);
        } else if (received.mediaType().equals(framing.mediaType())) {
            kind = Kind.EVENTS;
        }
    }

    @Override
    public void onBytes(List<ByteBuffer> read) throws ProviderException {
        handler.onActivity();
        try {
            for (ByteBuffer bytes : read) {
                take(bytes);
            }
        } finally {
            // Also when a later event of this read is broken: the earlier ones are part of the answer.
            handler.onBatchEnd();
        }
    }

    private void take(ByteBuffer bytes) throws ProviderException {
        if (kind == Kind.UNDECIDED) {
            decide(bytes);
        }
        switch (kind) {
            case EVENTS -> decoder.feed(bytes);
            case UNDECIDED, WHOLE -> collected.append(bytes);
            case REJECTED -> {
                error.fill(bytes);
                if (error.full()) {
                    throw rejection();
                }
            }
        }
    }

    /**
     * No stream of server-sent events begins with a brace or a bracket, and no JSON with anything else; blanks leave it
     * open. Where each line is JSON, a reply in one piece is a stream of one line.
     */
    private void decide(ByteBuffer bytes) throws ProviderException {
        for (int i = bytes.position(); i < bytes.limit() && kind == Kind.UNDECIDED; i++) {
            switch (bytes.get(i)) {
                case ' ', '\t', '\r', '\n', (byte) 0xEF, (byte) 0xBB, (byte) 0xBF -> {}
                case '{', '[' -> kind = framing == Framing.LINES ? Kind.EVENTS : Kind.WHOLE;
                case '<' -> throw ReplyRules.webPage(head, requested);
                default -> kind = Kind.EVENTS;
            }
        }
        if (kind == Kind.EVENTS) {
            decoder.feed(ByteBuffer.wrap(collected.copy()));
        }
    }

    @Override
    public void onEnd() throws ProviderException {
        switch (kind) {
            case REJECTED -> throw rejection();
            case WHOLE -> handler.onWholeReply(new HttpReply(head, collected.text()));
            case UNDECIDED, EVENTS -> {
                try {
                    decoder.finish();
                } finally {
                    handler.onBatchEnd();
                }
                handler.onEnd();
            }
        }
    }

    @Override
    public void onFailure(ProviderException failure) {
        // A connection that breaks in the middle of an error's body does not change what the status says.
        boolean cutOff = kind == Kind.REJECTED && failure.details().httpStatus() == null;
        handler.onFailure(cutOff ? rejection() : failure);
    }

    private ProviderException rejection() {
        return handler.rejected(new HttpReply(head, error.text()));
    }
}
