package dev.chatman.provider.openai;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.provider.adapter.Json;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;

/** Writes the body of a Chat Completions request; optional parameters only when they are set. */
final class RequestCodec {

    private static final String MAX_TOKENS = "max_tokens";
    private static final String MAX_COMPLETION_TOKENS = "max_completion_tokens";

    private final EndpointQuirks quirks;

    RequestCodec(EndpointQuirks quirks) {
        this.quirks = quirks;
    }

    JsonObject encode(ChatRequest request, Adaptation adaptation) {
        JsonObject body = new JsonObject();
        if (!request.model().isEmpty()) {
            body.addProperty("model", request.model());
        }
        body.add("messages", messages(request));
        body.addProperty("stream", true);
        if (!Boolean.FALSE.equals(quirks.streamOptions())) {
            JsonObject options = new JsonObject();
            options.addProperty("include_usage", true);
            body.add("stream_options", options);
        }
        if (request.options().maxOutputTokens() != null) {
            body.addProperty(maxTokensField(adaptation), request.options().maxOutputTokens());
        }
        if (request.options().temperature() != null) {
            body.addProperty("temperature", request.options().temperature());
        }
        quirks.extraBody().forEach((name, value) -> body.add(name, Json.GSON.toJsonTree(value)));
        quirks.dropParams().forEach(body::remove);
        adaptation.dropped().forEach(body::remove);
        return body;
    }

    /** The name of the output limit. */
    String maxTokensField(Adaptation adaptation) {
        String usual = quirks.maxTokensField() == null ? MAX_TOKENS : quirks.maxTokensField();
        if (!adaptation.otherMaxTokensField()) {
            return usual;
        }
        return usual.equals(MAX_TOKENS) ? MAX_COMPLETION_TOKENS : MAX_TOKENS;
    }

    private JsonArray messages(ChatRequest request) {
        JsonArray messages = new JsonArray();
        for (Message message : request.messages()) {
            JsonObject written = new JsonObject();
            written.addProperty("role", role(message.role()));
            written.addProperty("content", message.text());
            messages.add(written);
        }
        return messages;
    }

    private String role(Message.Role role) {
        return switch (role) {
            case SYSTEM -> quirks.systemRole() == null ? "system" : quirks.systemRole();
            case USER -> "user";
            case ASSISTANT -> "assistant";
        };
    }
}
