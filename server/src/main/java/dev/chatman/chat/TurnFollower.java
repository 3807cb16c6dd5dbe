package dev.chatman.chat;

import dev.chatman.spi.Notice;

/**
 * Watches one turn. Calls come one after the other, from any thread; {@link #onText} may block for as long as the
 * follower's reader is slow, and what arrives meanwhile comes as one larger piece.
 */
public interface TurnFollower {

    /** Provider and model are chosen and the request goes out; the first call, for those who follow later too. */
    default void onStarted(Providers.Choice choice, Sent sent) {}

    /** More of the answer, which follows without a gap on what came before. */
    void onText(int offset, String text);

    /** Something worth showing while waiting. Not repeated for those who follow later. */
    default void onNotice(Notice notice) {}

    /** The turn ended with an answer, whole or partial; the last call. */
    void onResult(TurnResult result);

    /** The turn failed before any text; the last call. */
    void onFailure(ChatException failure);
}
