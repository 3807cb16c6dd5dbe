package dev.chatman.lsp;

import dev.chatman.chat.Answerer.AnswerSink;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ProviderException;
import java.util.concurrent.CountDownLatch;

/**
 * One request to a model whose part the test plays.
 *
 * @param cancelled open once the server has given the request up
 */
record PlayedAnswer(ChatRequest request, AnswerSink sink, CountDownLatch cancelled) {

    PlayedAnswer says(String... deltas) {
        for (String delta : deltas) {
            sink.onDelta(delta);
        }
        return this;
    }

    void isDone() {
        sink.onDone(FinishReason.COMPLETE);
    }

    void fails(ErrorCode code, String message) {
        sink.onError(ProviderException.of(code, message).withHint("Try again."));
    }

    /** The question as the model got it, context included. */
    String prompt() {
        return request.messages().get(request.messages().size() - 1).text();
    }
}
