package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;

/** Makes events of a stream's bytes, the same ones however the bytes are cut into chunks. For one thread at a time. */
interface StreamDecoder {

    /** Takes the events of a stream; what it throws ends the decoding. */
    @FunctionalInterface
    interface EventConsumer {
        void event(SseEvent event) throws ProviderException;
    }

    /**
     * Decodes the next chunk, which may be empty.
     *
     * @throws ProviderException with PROTOCOL_ERROR for an event that is too large
     */
    void feed(ByteBuffer chunk) throws ProviderException;

    /** The stream is over. */
    void finish() throws ProviderException;
}
