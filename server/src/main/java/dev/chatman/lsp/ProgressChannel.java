package dev.chatman.lsp;

import org.eclipse.lsp4j.jsonrpc.json.MessageJsonHandler;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.NotificationMessage;

/** Sends {@code $/progress}. */
final class ProgressChannel {

    private final OutboundChannel channel;
    private final MessageJsonHandler json;

    ProgressChannel(OutboundChannel channel, MessageJsonHandler json) {
        this.channel = channel;
        this.json = json;
    }

    private record Progress(Either<String, Integer> token, Object value) {}

    /** Returns when the value has been written: a slow client slows the caller down. */
    void send(Either<String, Integer> token, Object value) {
        channel.send(frame(token, value));
    }

    /** Returns at once; the value keeps its place among all that is sent and posted. */
    void post(Either<String, Integer> token, Object value) {
        channel.post(frame(token, value));
    }

    private byte[] frame(Either<String, Integer> token, Object value) {
        NotificationMessage message = new NotificationMessage();
        message.setMethod("$/progress");
        message.setParams(new Progress(token, value));
        return Frame.of(json.serialize(message));
    }
}
