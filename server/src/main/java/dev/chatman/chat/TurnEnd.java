package dev.chatman.chat;

/** How a turn ended. */
sealed interface TurnEnd {

    /** With an answer, whole or partial. */
    record Answered(TurnResult result) implements TurnEnd {}

    /** Before any text. */
    record Failed(ChatException failure) implements TurnEnd {}
}
