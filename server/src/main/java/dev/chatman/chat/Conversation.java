package dev.chatman.chat;

import java.util.List;

/**
 * What the model is told of a conversation so far.
 *
 * @param exchanges oldest first
 */
public record Conversation(String id, List<Exchange> exchanges) {

    public Conversation {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * One question and its answer.
     *
     * @param question the user message as it was sent, context included
     * @param answer what came back, possibly partial
     */
    public record Exchange(String turnId, String question, String answer) {}
}
