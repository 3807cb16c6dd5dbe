package dev.chatman.chat;

import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;

/** Port: answers a request with retry and time limits applied. Implemented around a provider. */
@FunctionalInterface
public interface Answerer {

    /** Starts answering; the sink's contract is that of {@link StreamSink}. Does not block. */
    StreamHandle answer(ChatRequest request, AnswerSink sink);

    /** A sink that also hears how often the endpoint was tried. */
    interface AnswerSink extends StreamSink {
        /** Attempt {@code number}, counted from 1, begins. */
        void onAttempt(int number);
    }
}
