package dev.chatman.provider.embedded.host;

import java.util.ArrayList;
import java.util.List;

/**
 * The messages of a request as the binding can take them: at most one system message, then user and assistant in
 * turns. Some chat templates refuse two messages of one role in a row, so those are joined.
 *
 * @param system empty for none
 */
record Prompt(String system, List<Message> turns) {

    /**
     * One message.
     *
     * @param role {@code system}, {@code user} or {@code assistant}
     */
    record Message(String role, String text) {}

    Prompt {
        turns = List.copyOf(turns);
    }

    static Prompt of(List<Message> messages) {
        StringBuilder system = new StringBuilder();
        List<Message> turns = new ArrayList<>();
        for (Message message : messages) {
            String text = WellFormedText.of(message.text());
            if (message.role().equals("system")) {
                system.append(system.isEmpty() ? "" : "\n\n").append(text);
            } else if (!turns.isEmpty() && last(turns).role().equals(message.role())) {
                Message joined = new Message(message.role(), last(turns).text() + "\n\n" + text);
                turns.set(turns.size() - 1, joined);
            } else {
                turns.add(new Message(message.role(), text));
            }
        }
        return new Prompt(system.toString(), turns);
    }

    private static Message last(List<Message> turns) {
        return turns.get(turns.size() - 1);
    }
}
