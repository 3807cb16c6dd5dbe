package dev.chatman.provider.ollama;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Json;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import java.util.Locale;

/** Writes the body of a chat; optional parameters only when they are set. */
final class RequestCodec {

    private static final String OPTIONS = "options";

    /** Longer than the server's own five minutes: who reads an answer asks again. */
    private static final String KEEP_ALIVE = "10m";

    private final EndpointQuirks quirks;

    RequestCodec(EndpointQuirks quirks) {
        this.quirks = quirks;
    }

    /** @param contextTokens the same for all chats with a model */
    JsonObject encode(ChatRequest request, int contextTokens) {
        JsonObject body = new JsonObject();
        body.addProperty("model", request.model());
        body.add("messages", messages(request));
        body.addProperty("stream", true);
        // Else the server drops the oldest messages without a word when the context is full.
        body.addProperty("truncate", false);
        body.addProperty("shift", false);
        body.addProperty("keep_alive", KEEP_ALIVE);
        body.add(OPTIONS, options(request.options(), contextTokens));
        quirks.extraBody().forEach((name, value) -> add(body, name, Json.GSON.toJsonTree(value)));
        quirks.dropParams().forEach(name -> drop(body, name));
        return body;
    }

    private static JsonArray messages(ChatRequest request) {
        JsonArray messages = new JsonArray();
        for (Message message : request.messages()) {
            JsonObject written = new JsonObject();
            written.addProperty("role", message.role().name().toLowerCase(Locale.ROOT));
            written.addProperty("content", message.text());
            messages.add(written);
        }
        return messages;
    }

    private static JsonObject options(ChatRequest.Options set, int contextTokens) {
        JsonObject options = new JsonObject();
        options.addProperty("num_ctx", contextTokens);
        if (set.maxOutputTokens() != null) {
            options.addProperty("num_predict", set.maxOutputTokens());
        }
        if (set.temperature() != null) {
            options.addProperty("temperature", set.temperature());
        }
        return options;
    }

    /** Options are added to the others. */
    private static void add(JsonObject body, String name, JsonElement value) {
        if (name.equals(OPTIONS) && value.isJsonObject()) {
            value.getAsJsonObject()
                    .entrySet()
                    .forEach(option -> body.getAsJsonObject(OPTIONS).add(option.getKey(), option.getValue()));
        } else {
            body.add(name, value);
        }
    }

    private static void drop(JsonObject body, String name) {
        body.remove(name);
        if (body.get(OPTIONS) instanceof JsonObject options) {
            options.remove(name);
        }
    }
}
