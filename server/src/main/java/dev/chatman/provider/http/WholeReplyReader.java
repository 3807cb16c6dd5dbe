package dev.chatman.provider.http;

import dev.chatman.spi.ProviderException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Reads a small reply of any status to its end. */
public final class WholeReplyReader implements ReplyReader {

    private final BoundedBytes body = new BoundedBytes(SseDecoder.LARGEST_EVENT);
    private final CompletableFuture<HttpReply> reply;
    private final OutgoingRequest request;
    private ReplyHead head = new ReplyHead(0, Map.of());

    private WholeReplyReader(OutgoingRequest request, CompletableFuture<HttpReply> reply) {
        this.request = request;
        this.reply = reply;
    }

    /**
     * Sends a request and waits for the whole reply, at most 16 MiB of it.
     *
     * @return fails with a {@link ProviderException}; cancelling it closes the connection
     */
    public static CompletableFuture<HttpReply> fetch(HttpTransport transport, OutgoingRequest request) {
        CompletableFuture<HttpReply> reply = new CompletableFuture<>();
        HttpCall call = transport.send(request, new WholeReplyReader(request, reply));
        var unused = reply.whenComplete((done, failure) -> {
            if (reply.isCancelled()) {
                call.abort();
            }
        });
        return reply;
    }

    @Override
    public void onHead(ReplyHead received) throws ProviderException {
        head = received;
        ReplyRules.check(received, request.uri());
    }

    @Override
    public void onBytes(List<ByteBuffer> read) throws ProviderException {
        for (ByteBuffer bytes : read) {
            body.append(bytes);
        }
    }

    @Override
    public void onEnd() {
        reply.complete(new HttpReply(head, body.text()));
    }

    @Override
    public void onFailure(ProviderException failure) {
        reply.completeExceptionally(failure);
    }
}
