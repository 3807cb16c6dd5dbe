package dev.chatman.chat;

import dev.chatman.spi.Notice;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps what it hears, and fails the test when the answer has a hole or goes on after its end. */
class RecordingFollower implements TurnFollower {

    final StringBuilder text = new StringBuilder();
    final List<String> pieces = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final int from;
    int started;

    @Nullable TurnResult result;

    @Nullable ChatException failure;

    RecordingFollower() {
        this(0);
    }

    RecordingFollower(int from) {
        this.from = from;
    }

    @Override
    public void onStarted(Providers.Choice choice, Sent sent) {
        started++;
    }

    @Override
    public void onText(int offset, String piece) {
        live();
        if (offset != from + text.length()) {
            throw new AssertionError("Hole: at " + (from + text.length()) + " came offset " + offset);
        }
        pieces.add(piece);
        text.append(piece);
    }

    @Override
    public void onNotice(Notice notice) {
        live();
        notices.add(notice);
    }

    @Override
    public void onResult(TurnResult ended) {
        live();
        result = ended;
    }

    @Override
    public void onFailure(ChatException failed) {
        live();
        failure = failed;
    }

    TurnResult answer() {
        TurnResult ended = result;
        if (ended == null) {
            throw new AssertionError("No result yet; failure: " + failure);
        }
        return ended;
    }

    ChatException failed() {
        ChatException failed = failure;
        if (failed == null) {
            throw new AssertionError("No failure; result: " + result);
        }
        return failed;
    }

    private void live() {
        if (result != null || failure != null) {
            throw new AssertionError("Called after the end");
        }
    }
}
