package dev.chatman.lsp;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.Providers;
import dev.chatman.chat.Sent;
import dev.chatman.chat.StopReason;
import dev.chatman.chat.TurnFollower;
import dev.chatman.chat.TurnResult;
import dev.chatman.spi.Notice;
import org.jspecify.annotations.Nullable;

/** Follows one turn for one request: streams what the request has tokens for, and answers it at the end. */
final class TurnResponse implements TurnFollower {

    private final ChatFuture response;
    private final int offset;
    private final @Nullable AnswerStream stream;
    private final @Nullable WorkDoneReporter workDone;

    /**
     * @param offset where the client's text begins
     * @param stream null when the client wants the text in the result
     */
    TurnResponse(ChatFuture response, int offset, @Nullable AnswerStream stream, @Nullable WorkDoneReporter workDone) {
        this.response = response;
        this.offset = offset;
        this.stream = stream;
        this.workDone = workDone;
    }

    @Override
    public void onStarted(Providers.Choice choice, Sent sent) {
        if (stream != null) {
            stream.started(choice);
        }
        if (workDone != null) {
            workDone.report("Asking " + choice.provider());
        }
    }

    @Override
    public void onText(int textOffset, String text) {
        if (stream != null) {
            stream.text(textOffset, text);
        }
        if (workDone != null) {
            workDone.text(text);
        }
    }

    @Override
    public void onNotice(Notice notice) {
        if (stream != null) {
            stream.notice(notice);
        }
        if (workDone != null) {
            workDone.report(notice.message());
        }
    }

    @Override
    public void onResult(TurnResult result) {
        if (stream != null) {
            stream.startIfNew();
        }
        if (workDone != null) {
            workDone.end(
                    result.stopReason() == StopReason.COMPLETE
                            ? workDone.wordCount()
                            : workDone.wordCount() + ", " + result.stopReason().wireName());
        }
        String text = stream == null ? result.text().substring(offset) : null;
        response.complete(WireMapper.result(result, text));
    }

    @Override
    public void onFailure(ChatException failure) {
        fail(failure);
    }

    /** The turn failed, or did not come about at all. */
    void fail(Throwable failure) {
        if (workDone != null) {
            workDone.end(failure instanceof ChatException known ? known.message() : "Failed");
        }
        response.completeExceptionally(failure);
    }
}
