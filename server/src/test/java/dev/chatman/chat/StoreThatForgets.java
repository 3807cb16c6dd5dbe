package dev.chatman.chat;

import java.util.List;
import java.util.Optional;

/** A store that fails whenever an answer is to be kept. */
final class StoreThatForgets implements ConversationStore {

    @Override
    public Conversation create() {
        return new Conversation("c-1", List.of());
    }

    @Override
    public Optional<Conversation> find(String conversationId) {
        return Optional.empty();
    }

    @Override
    public void asked(String conversationId, String turnId, String question) {}

    @Override
    public void answered(String conversationId, String turnId, String answer) {
        throw new IllegalStateException("the disk is full");
    }
}
