package dev.chatman.chat;

/** One question and its answer, while it is being written and for a while after. Safe for use by several threads. */
public interface Turn {

    String id();

    String conversationId();

    /**
     * Follows the answer from {@code offset} on: replays what is there, then goes on live.
     *
     * @param offset in UTF-16 units from the start of the answer
     * @return stops following, without stopping the turn
     * @throws ChatException when the answer has fewer units than {@code offset}
     */
    Runnable follow(int offset, TurnFollower follower);

    /** Stops the turn at once; what has arrived is kept. Does nothing when it has ended. Never blocks. */
    void cancel();
}
