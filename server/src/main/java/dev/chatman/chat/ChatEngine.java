package dev.chatman.chat;

import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Runs turns: decides who answers, builds the prompt, and keeps what comes. No method blocks. */
public interface ChatEngine {

    /**
     * Asks. The turn is live at once and ends by itself; failures reach its followers.
     *
     * @throws ChatException when the question itself is wrong: empty, or about an unknown conversation
     */
    Turn ask(Question question);

    /**
     * What {@link #ask} would send, without sending anything.
     *
     * @return a stage that fails with a {@link ChatException}
     */
    CompletionStage<Preview> preview(Question question);

    /** A turn that is running, or ended not long ago. */
    Optional<Turn> turn(String turnId);
}
