package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * What is done with a reply. The calls for one reply come one after the other, each happening before the next:
 * {@link #onHead}, any number of {@link #onBytes}, then exactly one of {@link #onEnd} and {@link #onFailure}, unless
 * the call is aborted.
 *
 * <p>What the first three throw closes the connection and comes back through {@link #onFailure}.
 */
public interface ReplyReader {

    void onHead(ReplyHead head) throws ProviderException;

    /**
     * What one read from the network brought. May block: nothing more is read meanwhile, so that the endpoint is
     * slowed down.
     */
    void onBytes(List<ByteBuffer> read) throws ProviderException;

    /** The body is complete as far as HTTP can tell; where the connection's end delimits it, that proves nothing. */
    void onEnd() throws ProviderException;

    /** The exchange failed; {@link dev.chatman.spi.ErrorCode#STREAM_INTERRUPTED} when that was after the head. */
    void onFailure(ProviderException failure);
}
