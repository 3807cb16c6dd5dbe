package dev.chatman.provider.http;

/**
 * One server-sent event, or one line of a stream of JSON lines.
 *
 * @param type its {@code event} field, {@code message} when it has none
 * @param data its {@code data} lines, joined by line feeds
 * @param lastEventId the latest {@code id} the stream gave, empty before the first
 * @param terminated false for an event that the end of the stream cut off before its blank line, but whose data is
 *     whole
 */
public record SseEvent(String type, String data, String lastEventId, boolean terminated) {

    /** The type of an event that has none of its own. */
    static final String MESSAGE = "message";

    /** The data that ends a stream of Chat Completions. */
    public static final String DONE = "[DONE]";

    public boolean done() {
        return data.stripTrailing().equals(DONE);
    }
}
