package dev.chatman.provider.adapter;

import com.google.gson.JsonElement;
import dev.chatman.provider.http.EventStreamHandler;
import dev.chatman.provider.http.HttpReply;
import dev.chatman.provider.http.SseEvent;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamSink;

/** The reply to one attempt at a chat: decodes it into the sink and ends it exactly once. */
final class ChatReply implements EventStreamHandler {

    /** What the attempt needs to know of its reply. */
    interface Listener {

        /** The status says that the request failed; nothing has been given to the sink. */
        void onRejected(HttpReply reply);

        /** The attempt failed; the sink has not been told. */
        void onFailure(ProviderException failure);

        /** The sink has been told that the answer is over; the connection may still be open. */
        void onAnswered();

        /** The connection has been released. */
        void onReleased();
    }

    private final ChatApi api;
    private final ReplyCodec codec;
    private final ErrorClassifier errors;
    private final Attempt attempt;
    private final StreamSink sink;
    private final Listener listener;
    private final Answer answer;
    private boolean broken;
    private boolean over;

    ChatReply(ChatApi api, ErrorClassifier errors, Attempt attempt, StreamSink sink, Listener listener) {
        this.api = api;
        this.codec = api.reply();
        this.errors = errors;
        this.attempt = attempt;
        this.sink = sink;
        this.listener = listener;
        this.answer = new Answer(sink);
    }

    @Override
    public void onActivity() {
        if (!over) {
            sink.onActivity();
        }
    }

    @Override
    public void onEvent(SseEvent event) throws ProviderException {
        if (over) {
            return;
        }
        take(codec.event(event).orElseThrow(this::foreign));
    }

    private void take(Chunk chunk) throws ProviderException {
        answer.add(chunk);
        if (chunk.error() != null) {
            broken = true;
            throw errors.inStream(chunk.error(), attempt);
        }
        if (chunk.last()) {
            complete();
        }
    }

    @Override
    public void onBatchEnd() {
        if (!over) {
            answer.flush();
        }
    }

    @Override
    public void onEnd() throws ProviderException {
        if (!over) {
            if (!answer.finished()) {
                throw endedEarly();
            }
            complete();
        }
        listener.onReleased();
    }

    @Override
    public void onWholeReply(HttpReply reply) throws ProviderException {
        take(codec.whole(Json.parse(reply.body())
                .map(json -> json.isJsonArray() ? errorIn(json) : json)
                .filter(JsonElement::isJsonObject)
                .orElseThrow(this::foreign)
                .getAsJsonObject()));
        if (!over) {
            if (!answer.begun()) {
                throw foreign();
            }
            complete();
        }
        listener.onReleased();
    }

    /** Google's errors come in a list. */
    private static JsonElement errorIn(JsonElement list) {
        return list.getAsJsonArray().isEmpty() ? list : list.getAsJsonArray().get(0);
    }

    @Override
    public ProviderException rejected(HttpReply reply) {
        listener.onRejected(reply);
        return errors.reply(reply, attempt);
    }

    @Override
    public void onFailure(ProviderException failure) {
        if (!over) {
            over = true;
            answer.flush();
            if (answer.finished() && !broken && failure.code() == ErrorCode.STREAM_INTERRUPTED) {
                finish();
            } else {
                listener.onFailure(failure);
            }
        }
        listener.onReleased();
    }

    /** The endpoint said that this was all. */
    private void complete() throws ProviderException {
        if (!answer.begun()) {
            throw endedEarly();
        }
        answer.flush();
        over = true;
        finish();
    }

    private void finish() {
        try {
            FinishReason reason = answer.finish(provider());
            listener.onAnswered();
            sink.onDone(reason);
        } catch (ProviderException failed) {
            listener.onFailure(failed);
        }
    }

    private ProviderException endedEarly() {
        broken = true;
        return ProviderException.of(
                        ErrorCode.STREAM_INTERRUPTED,
                        answer.begun()
                                ? provider() + " ended the stream before the answer was complete."
                                : provider() + " ended the stream without an answer.")
                .withHint(
                        answer.begun()
                                ? "Continue, or ask again."
                                : "Try again; if it stays, the prompt may be too long for the model.");
    }

    private ProviderException foreign() {
        broken = true;
        return ProviderException.of(ErrorCode.PROTOCOL_ERROR, "Unexpected reply from " + provider() + ".")
                .withHint("Check that the base URL of " + provider() + " belongs to " + api.description() + ".");
    }

    private String provider() {
        return api.endpoint().id();
    }
}
