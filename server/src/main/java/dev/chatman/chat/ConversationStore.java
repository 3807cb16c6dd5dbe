package dev.chatman.chat;

import java.util.Optional;

/** Port: keeps conversations. Methods may be called from any thread and may block briefly. */
public interface ConversationStore {

    /** Begins a conversation. */
    Conversation create();

    Optional<Conversation> find(String conversationId);

    /** Keeps a question before the model is asked. */
    void asked(String conversationId, String turnId, String question);

    /** Keeps the answer, whole or partial; an empty one when the turn failed. */
    void answered(String conversationId, String turnId, String answer);
}
