package dev.chatman.lsp;

import dev.chatman.lsp.FrameReader.BrokenFrameException;
import java.io.IOException;
import org.eclipse.lsp4j.jsonrpc.MessageConsumer;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.Message;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseMessage;
import org.jspecify.annotations.Nullable;

/**
 * Reads messages until the stream ends and passes them on. A message that is not one is answered where JSON-RPC has an
 * answer for it, and logged; the next message goes on.
 */
final class InboundMessages {

    private final FrameReader frames;
    private final MessageParser parser;
    private final OutboundChannel channel;
    private final MessageConsumer replies;
    private final ServerLog log;

    InboundMessages(
            FrameReader frames, MessageParser parser, OutboundChannel channel, MessageConsumer replies, ServerLog log) {
        this.frames = frames;
        this.parser = parser;
        this.channel = channel;
        this.replies = replies;
        this.log = log;
    }

    /** Blocks until the stream ends or breaks, or the thread is interrupted. */
    void listen(MessageConsumer handler) throws IOException, InterruptedException {
        while (true) {
            channel.awaitRoom();
            try {
                String body = frames.next();
                if (body == null) {
                    return;
                }
                handle(parser.parse(body), handler);
            } catch (BrokenFrameException broken) {
                log.warning(String.valueOf(broken.getMessage()));
                reply(null, new ResponseError(ResponseErrorCode.ParseError, broken.getMessage(), null));
            } catch (MalformedMessageException malformed) {
                handle(malformed);
            }
        }
    }

    /** A bug in what handles one message does not cost the client the others. */
    private void handle(Message message, MessageConsumer handler) {
        try {
            handler.consume(message);
        } catch (RuntimeException bug) {
            log.bug(bug);
        }
    }

    private void handle(MalformedMessageException malformed) {
        // Clients offer methods that a server need not have; that is no news.
        if (malformed.error().getCode() != ResponseErrorCode.MethodNotFound.getValue()) {
            log.warning(malformed.error().getMessage());
        }
        if (malformed.answerable()) {
            reply(malformed.id(), malformed.error());
        }
    }

    private void reply(@Nullable Either<String, Number> id, ResponseError error) {
        ResponseMessage response = new ResponseMessage();
        response.setRawId(id);
        response.setError(error);
        replies.consume(response);
    }
}
