package dev.chatman.provider.adapter;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamSink;
import dev.chatman.spi.Usage;
import org.jspecify.annotations.Nullable;

/**
 * The answer while it comes in: passes on together what came together, and knows whether it is complete. Used by one
 * thread at a time.
 */
final class Answer {

    private final StreamSink sink;
    private final StringBuilder pending = new StringBuilder();
    private boolean pendingIsThinking;
    private @Nullable Usage pendingUsage;
    private @Nullable Ending ending;
    private boolean anyText;
    private boolean anyThinking;
    private boolean refused;

    Answer(StreamSink sink) {
        this.sink = sink;
    }

    /** Takes what a chunk without an error says. */
    void add(Chunk chunk) {
        append(chunk.thinking(), true);
        append(chunk.text(), false);
        anyThinking |= !chunk.thinking().isEmpty();
        anyText |= !chunk.text().isEmpty();
        refused |= chunk.refusal();
        if (chunk.usage() != null) {
            pendingUsage = chunk.usage();
        }
        if (chunk.ending() != null && ending == null) {
            ending = chunk.ending();
        }
        if (chunk.progress() != null) {
            sink.onNotice(Notice.progress(Notice.Type.READING, "The model reads the prompt.", chunk.progress()));
        }
    }

    private void append(String text, boolean thinking) {
        if (!text.isEmpty() && thinking != pendingIsThinking) {
            flushText();
            pendingIsThinking = thinking;
        }
        pending.append(text);
    }

    /** Passes on what has come so far. */
    void flush() {
        flushText();
        Usage usage = pendingUsage;
        if (usage != null) {
            pendingUsage = null;
            sink.onUsage(usage);
        }
    }

    private void flushText() {
        if (pending.length() == 0) {
            return;
        }
        String text = pending.toString();
        pending.setLength(0);
        if (pendingIsThinking) {
            sink.onThinking(text);
        } else {
            sink.onDelta(text);
        }
    }

    /** Whether the endpoint has given a reason to end, so that nothing is missing even if the stream breaks now. */
    boolean finished() {
        return ending != null;
    }

    /** Whether anything at all has come: text, reasoning, or a reason to end. */
    boolean begun() {
        return anyText || anyThinking || finished();
    }

    /**
     * What the endpoint's reason to end means; a stream that ends in good order without one is complete.
     *
     * @param provider the provider's id, for people
     * @throws ProviderException for a reason that is a failure
     */
    FinishReason finish(String provider) throws ProviderException {
        return switch (ending == null ? Ending.COMPLETE : ending) {
            case COMPLETE -> refused ? FinishReason.REFUSED : FinishReason.COMPLETE;
            case LENGTH -> FinishReason.LENGTH;
            case CONTEXT_FULL -> cutOff();
            case DECLINED -> declined(provider);
            case BROKEN_OFF ->
                throw ProviderException.of(ErrorCode.STREAM_INTERRUPTED, provider + " broke the answer off.")
                        .withHint("Try again; if it stays, look at the log of " + provider + ".");
            case OVERLOADED ->
                throw ProviderException.of(ErrorCode.OVERLOADED, provider + " is busy and broke the answer off.")
                        .withHint("Wait a moment and try again, or choose another model.");
        };
    }

    /** What fits is worth keeping; when nothing does, the prompt is what has to become shorter. */
    private FinishReason cutOff() throws ProviderException {
        if (anyText) {
            return FinishReason.LENGTH;
        }
        throw ProviderException.of(
                        ErrorCode.CONTEXT_LENGTH_EXCEEDED, "The prompt leaves no room for an answer in the context.")
                .withHint("Send less code or begin a new conversation.");
    }

    private FinishReason declined(String provider) throws ProviderException {
        if (anyText) {
            return FinishReason.REFUSED;
        }
        throw ProviderException.of(
                        ErrorCode.CONTENT_FILTERED, "The safety system of " + provider + " declined the request.")
                .withHint("Ask in other words, or choose another model.");
    }
}
