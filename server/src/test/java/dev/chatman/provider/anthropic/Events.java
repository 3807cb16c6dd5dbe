package dev.chatman.provider.anthropic;

/** The events of a Messages stream, as the API's description shows them. */
final class Events {

    static final String START = "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\","
            + "\"role\":\"assistant\",\"content\":[],\"model\":\"m\",\"stop_reason\":null,\"usage\":{"
            + "\"input_tokens\":25,\"cache_creation_input_tokens\":100,\"cache_read_input_tokens\":1000,"
            + "\"output_tokens\":1}}}";
    static final String STOP = "{\"type\":\"message_stop\"}";
    static final String PING = "{\"type\":\"ping\"}";

    private Events() {}

    /** An event with its name, which repeats the type of its data. */
    static String sse(String data) {
        String type = data.replaceFirst("(?s).*?\"type\":\\s*\"([a-z_]+)\".*", "$1");
        return "event: " + type + "\ndata: " + data + "\n\n";
    }

    static String text(String text) {
        return delta("{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
    }

    static String thinking(String text) {
        return delta("{\"type\":\"thinking_delta\",\"thinking\":\"" + text + "\"}");
    }

    static String delta(String delta) {
        return "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":" + delta + "}";
    }

    static String blockStart(String block) {
        return "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":" + block + "}";
    }

    static String end(String reason, int outputTokens) {
        return "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"" + reason + "\",\"stop_sequence\":null},"
                + "\"usage\":{\"output_tokens\":" + outputTokens + "}}";
    }

    static String error(String type, String message) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type + "\",\"message\":\"" + message + "\"}}";
    }
}
