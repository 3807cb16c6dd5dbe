package dev.chatman.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.Notice;
import org.junit.jupiter.api.Test;

class LiveTurnTest {

    private final RecordingFollower follower = new RecordingFollower();

    @Test
    void noticesThatCameAfterTheLastFollowerLeftAreNotKeptForTheNext() {
        LiveTurn turn = turn(new MemoryConversationStore(1));
        turn.follow(0, follower).run();

        turn.onNotice(Notice.of(Notice.Type.LOADING, "Loading."));

        turn.follow(0, follower);
        assertTrue(follower.notices.isEmpty());
    }

    @Test
    void anAnswerThatCannotBeKeptEndsAllTheSame() {
        LiveTurn turn = turn(new StoreThatForgets());
        turn.follow(0, follower);
        turn.onDelta("Because");

        assertThrows(IllegalStateException.class, turn::cancel);

        assertEquals("Because", follower.answer().text());
    }

    private static LiveTurn turn(ConversationStore store) {
        return new LiveTurn("t-1", "c-1", store, System::nanoTime);
    }
}
