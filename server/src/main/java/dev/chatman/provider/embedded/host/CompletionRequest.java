package dev.chatman.provider.embedded.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * A request to {@code /v1/chat/completions}, as far as the child understands it; unknown members are ignored.
 *
 * @param returnProgress whether to tell how far the prompt has been read
 * @param maxTokens the longest answer wanted, where the request says so
 */
record CompletionRequest(
        Prompt prompt,
        boolean stream,
        boolean includeUsage,
        boolean returnProgress,
        OptionalInt maxTokens,
        float temperature,
        float topP,
        int seed) {

    /** Low, because small models lose the thread otherwise; not zero, because then they repeat themselves for ever. */
    private static final float TEMPERATURE = 0.2f;

    private static final float TOP_P = 0.9f;

    /** Says what is wrong with a request, for the caller. */
    static final class Malformed extends Exception {
        Malformed(String message) {
            super(message);
        }
    }

    static CompletionRequest parse(String body) throws Malformed {
        try {
            return read(JsonParser.parseString(body).getAsJsonObject());
        } catch (JsonParseException | IllegalStateException | UnsupportedOperationException e) {
            throw new Malformed("The body is not the JSON of a chat completion request");
        } catch (NumberFormatException | ClassCastException e) {
            throw new Malformed("A member of the request has the wrong type");
        }
    }

    private static CompletionRequest read(JsonObject request) throws Malformed {
        JsonObject streamOptions = has(request, "stream_options") ? request.getAsJsonObject("stream_options") : null;
        String maxTokens = has(request, "max_completion_tokens") ? "max_completion_tokens" : "max_tokens";
        return new CompletionRequest(
                Prompt.of(messages(request)),
                isTrue(request, "stream"),
                streamOptions != null && isTrue(streamOptions, "include_usage"),
                isTrue(request, "return_progress"),
                has(request, maxTokens)
                        ? OptionalInt.of(Math.max(1, request.get(maxTokens).getAsInt()))
                        : OptionalInt.empty(),
                has(request, "temperature") ? request.get("temperature").getAsFloat() : TEMPERATURE,
                has(request, "top_p") ? request.get("top_p").getAsFloat() : TOP_P,
                has(request, "seed") ? request.get("seed").getAsInt() : -1);
    }

    private static List<Prompt.Message> messages(JsonObject request) throws Malformed {
        if (!has(request, "messages")) {
            throw new Malformed("'messages' is required");
        }
        if (!request.get("messages").isJsonArray()
                || request.getAsJsonArray("messages").isEmpty()) {
            throw new Malformed("Expected 'messages' to be an array with at least one message");
        }
        List<Prompt.Message> messages = new ArrayList<>();
        for (JsonElement element : request.getAsJsonArray("messages")) {
            JsonObject message = element.getAsJsonObject();
            if (!has(message, "role") || !has(message, "content")) {
                throw new Malformed("A message needs 'role' and 'content'");
            }
            messages.add(new Prompt.Message(role(message.get("role").getAsString()), text(message.get("content"))));
        }
        return messages;
    }

    private static String role(String role) throws Malformed {
        return switch (role) {
            case "system", "developer" -> "system";
            case "user", "assistant" -> role;
            default -> throw new Malformed("This engine does not know messages of that role");
        };
    }

    private static String text(JsonElement content) throws Malformed {
        if (!content.isJsonArray()) {
            return content.getAsString();
        }
        JsonArray parts = content.getAsJsonArray();
        StringBuilder text = new StringBuilder();
        for (JsonElement part : parts) {
            JsonObject object = part.getAsJsonObject();
            if (!has(object, "text")) {
                throw new Malformed("This engine takes text only");
            }
            text.append(object.get("text").getAsString());
        }
        return text.toString();
    }

    private static boolean isTrue(JsonObject object, String member) {
        return has(object, member) && object.get(member).getAsBoolean();
    }

    private static boolean has(JsonObject object, String member) {
        return object.has(member) && !object.get(member).isJsonNull();
    }
}
