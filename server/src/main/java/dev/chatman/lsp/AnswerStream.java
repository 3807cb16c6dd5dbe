package dev.chatman.lsp;

import dev.chatman.chat.Providers;
import dev.chatman.chat.Turn;
import dev.chatman.protocol.NoticeProgress;
import dev.chatman.protocol.TextProgress;
import dev.chatman.spi.Notice;
import java.time.Duration;
import java.util.Locale;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * Streams one turn to one partial result token: text waits for the client, notices do not. Calls come one after the
 * other.
 */
final class AnswerStream {

    private final ProgressChannel progress;
    private final Either<String, Integer> token;
    private final Turn turn;
    private int seq;
    private int offset;

    /** @param offset where the client's text begins, in UTF-16 units */
    AnswerStream(ProgressChannel progress, Either<String, Integer> token, Turn turn, int offset) {
        this.progress = progress;
        this.token = token;
        this.turn = turn;
        this.offset = offset;
    }

    void started(Providers.Choice choice) {
        String who = choice.model().isEmpty() ? choice.provider() : choice.model() + " (" + choice.provider() + ")";
        post(started("Asking " + who + ".", choice.provider(), choice.model()));
    }

    void text(int textOffset, String text) {
        startIfNew();
        progress.send(token, new TextProgress(turn.id(), seq++, textOffset, text));
        offset = textOffset + text.length();
    }

    void notice(Notice notice) {
        startIfNew();
        Duration retryAfter = notice.retryAfter();
        boolean counted = notice.maxAttempts() > 0;
        post(new NoticeProgress.Notice(
                notice.type().name().toLowerCase(Locale.ROOT),
                notice.message(),
                null,
                null,
                null,
                notice.fraction(),
                retryAfter == null ? null : retryAfter.toMillis(),
                counted ? notice.attempt() : null,
                counted ? notice.maxAttempts() : null));
    }

    /** The client learns the turn's id before anything else, whoever follows from wherever. */
    void startIfNew() {
        if (seq == 0) {
            post(started("Started.", null, null));
        }
    }

    private NoticeProgress.Notice started(String message, @Nullable String provider, @Nullable String model) {
        return new NoticeProgress.Notice(
                "started", message, turn.conversationId(), provider, model, null, null, null, null);
    }

    private void post(NoticeProgress.Notice notice) {
        progress.post(token, new NoticeProgress(turn.id(), seq++, offset, notice));
    }
}
