package dev.chatman.chat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps the most recently used conversations in memory. Safe for use by several threads. */
public final class MemoryConversationStore implements ConversationStore {

    private final Map<String, Map<String, Conversation.Exchange>> conversations;

    /** @param capacity how many conversations are kept; the one unused for longest goes first */
    public MemoryConversationStore(int capacity) {
        conversations = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Map<String, Conversation.Exchange>> eldest) {
                return size() > capacity;
            }
        };
    }

    @Override
    public synchronized Conversation create() {
        String id = "c-" + UUID.randomUUID();
        conversations.put(id, new LinkedHashMap<>());
        return new Conversation(id, List.of());
    }

    @Override
    public synchronized Optional<Conversation> find(String conversationId) {
        return Optional.ofNullable(conversations.get(conversationId))
                .map(exchanges -> new Conversation(
                        conversationId,
                        exchanges.values().stream()
                                .filter(exchange -> !exchange.answer().isEmpty())
                                .toList()));
    }

    @Override
    public synchronized void asked(String conversationId, String turnId, String question) {
        put(conversationId, new Conversation.Exchange(turnId, question, ""));
    }

    @Override
    public synchronized void answered(String conversationId, String turnId, String answer) {
        Map<String, Conversation.Exchange> exchanges = conversations.get(conversationId);
        Conversation.Exchange asked = exchanges == null ? null : exchanges.get(turnId);
        if (asked != null) {
            put(conversationId, new Conversation.Exchange(turnId, asked.question(), answer));
        }
    }

    private void put(String conversationId, Conversation.Exchange exchange) {
        Map<String, Conversation.Exchange> exchanges = conversations.get(conversationId);
        if (exchanges != null) {
            exchanges.put(exchange.turnId(), exchange);
        }
    }
}
