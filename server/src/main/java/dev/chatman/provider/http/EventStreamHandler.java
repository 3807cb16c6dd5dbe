package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;

/**
 * What an adapter does with the reply to a request for an event stream. Exactly one of {@link #onEnd},
 * {@link #onWholeReply} and {@link #onFailure} comes last; what the others throw comes back through {@code onFailure}.
 */
public interface EventStreamHandler {

    /** Bytes came; comes before what they decode to. */
    void onActivity();

    void onEvent(SseEvent event) throws ProviderException;

    /** All events of one network read have been given; what they brought can be passed on together. */
    void onBatchEnd();

    /** The stream ended in good order as far as HTTP can tell. */
    void onEnd() throws ProviderException;

    /** The endpoint did not stream but answered in one piece, with JSON. */
    void onWholeReply(HttpReply reply) throws ProviderException;

    /**
     * Classifies a reply whose status is not 2xx.
     *
     * @param reply with at most the first 64 KiB of the body
     * @return what {@link #onFailure} then gets
     */
    ProviderException rejected(HttpReply reply);

    void onFailure(ProviderException failure);
}
