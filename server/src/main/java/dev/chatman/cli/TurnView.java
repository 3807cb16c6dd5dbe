package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.Providers;
import dev.chatman.chat.Sent;
import dev.chatman.chat.TurnFollower;
import dev.chatman.chat.TurnResult;
import dev.chatman.spi.Notice;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Shows a turn while it runs: what it is doing on standard error, the answer as it comes on standard output. */
final class TurnView implements TurnFollower {

    private final Screen screen;
    private final NoticeView notices;
    private final boolean printAnswer;
    private final CompletableFuture<TurnOutcome> outcome = new CompletableFuture<>();

    /** @param printAnswer whether the answer's text is shown as it comes */
    TurnView(Screen screen, NoticeView notices, boolean printAnswer) {
        this.screen = screen;
        this.notices = notices;
        this.printAnswer = printAnswer;
    }

    /** Done when the turn ended, or when its answer can no longer be shown. Never fails. */
    CompletableFuture<TurnOutcome> outcome() {
        return outcome;
    }

    @Override
    public void onStarted(Providers.Choice choice, Sent sent) {
        notices.chosen(choice);
    }

    @Override
    public void onText(int offset, String text) {
        if (!printAnswer || outcome.isDone()) {
            return;
        }
        try {
            screen.print(text);
        } catch (IOException failure) {
            outcome.complete(new TurnOutcome.NotWritten(failure));
        }
    }

    @Override
    public void onNotice(Notice notice) {
        notices.show(notice);
    }

    @Override
    public void onResult(TurnResult result) {
        outcome.complete(new TurnOutcome.Answered(result));
    }

    @Override
    public void onFailure(ChatException failure) {
        outcome.complete(new TurnOutcome.Failed(failure));
    }
}
