package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.TurnResult;
import java.io.IOException;

/** How a turn ended for the terminal. */
sealed interface TurnOutcome {

    /** With an answer, whole or partial. */
    record Answered(TurnResult result) implements TurnOutcome {}

    /** Without one. */
    record Failed(ChatException failure) implements TurnOutcome {}

    /** Standard output did not take it. */
    record NotWritten(IOException failure) implements TurnOutcome {}
}
