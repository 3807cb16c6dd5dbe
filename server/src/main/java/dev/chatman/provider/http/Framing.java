package dev.chatman.provider.http;

/** How a stream tells its events apart. */
public enum Framing {
    /** Server-sent events. */
    EVENTS("text/event-stream"),
    /** One JSON value a line. */
    LINES("application/x-ndjson");

    private final String mediaType;

    Framing(String mediaType) {
        this.mediaType = mediaType;
    }

    /** What the {@code Accept} header asks for. */
    public String mediaType() {
        return mediaType;
    }

    StreamDecoder decoder(StreamDecoder.EventConsumer consumer) {
        return switch (this) {
            case EVENTS -> new SseDecoder(consumer);
            case LINES -> new LineDecoder(consumer);
        };
    }
}
