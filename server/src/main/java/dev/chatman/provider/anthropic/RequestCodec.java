package dev.chatman.provider.anthropic;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.provider.adapter.Json;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import dev.chatman.spi.Message.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the body of a Messages request; what current models reject is sent only when the user set it. */
final class RequestCodec {

    static final String TEMPERATURE = "temperature";
    static final String CACHE_CONTROL = "cache_control";

    /** The protocol wants a limit; every model that is still served can give this much. */
    private static final int DEFAULT_MAX_TOKENS = 8192;

    private final EndpointQuirks quirks;

    RequestCodec(EndpointQuirks quirks) {
        this.quirks = quirks;
    }

    /** @param outputLimit the longest answer the model can give, where it is known */
    JsonObject encode(ChatRequest request, @Nullable Integer outputLimit, Adaptation known) {
        JsonObject body = new JsonObject();
        if (!request.model().isEmpty()) {
            body.addProperty("model", request.model());
        }
        body.addProperty("max_tokens", maxTokens(request.options().maxOutputTokens(), outputLimit));
        body.addProperty("stream", true);
        boolean marked =
                !known.dropped().contains(CACHE_CONTROL) && !quirks.dropParams().contains(CACHE_CONTROL);
        JsonArray system = system(request.messages(), marked);
        if (!system.isEmpty()) {
            body.add("system", system);
        }
        body.add("messages", messages(request.messages(), marked));
        if (request.options().temperature() != null) {
            body.addProperty(TEMPERATURE, request.options().temperature());
        }
        quirks.extraBody().forEach((name, value) -> body.add(name, Json.GSON.toJsonTree(value)));
        quirks.dropParams().forEach(body::remove);
        known.dropped().forEach(body::remove);
        return body;
    }

    private static int maxTokens(@Nullable Integer wanted, @Nullable Integer outputLimit) {
        if (wanted != null) {
            return wanted;
        }
        return outputLimit != null ? outputLimit : DEFAULT_MAX_TOKENS;
    }

    private static JsonArray system(List<Message> prompt, boolean marked) {
        JsonArray blocks = new JsonArray();
        for (Message message : prompt) {
            if (message.role() == Role.SYSTEM && !message.text().isBlank()) {
                blocks.add(block(message.text()));
            }
        }
        if (marked && !blocks.isEmpty()) {
            mark(blocks.get(blocks.size() - 1).getAsJsonObject());
        }
        return blocks;
    }

    /** Turns of alternating roles, the last one the user's; blank messages, which the endpoint rejects, are left out. */
    private static JsonArray messages(List<Message> prompt, boolean marked) {
        List<Message> said = prompt.stream()
                .filter(message ->
                        message.role() != Role.SYSTEM && !message.text().isBlank())
                .toList();
        int stable = lastStable(said);
        JsonArray turns = new JsonArray();
        JsonArray blocks = new JsonArray();
        for (int i = 0; i < said.size(); i++) {
            Message message = said.get(i);
            if (i == 0 || message.role() != said.get(i - 1).role()) {
                blocks = turn(turns, message.role());
            }
            JsonObject block = block(message.text());
            if (marked && i == stable) {
                mark(block);
            }
            blocks.add(block);
        }
        if (!said.isEmpty() && said.get(said.size() - 1).role() == Role.ASSISTANT) {
            // Current models take no beginning of their answer as the last message.
            turn(turns, Role.USER).add(block("Continue."));
        }
        return turns;
    }

    /** The last message of the user that the next question will send again unchanged; -1 when there is none. */
    private static int lastStable(List<Message> said) {
        for (int i = said.size() - 2; i >= 0; i--) {
            if (said.get(i).role() == Role.USER) {
                return i;
            }
        }
        return -1;
    }

    private static JsonArray turn(JsonArray turns, Role role) {
        JsonArray blocks = new JsonArray();
        JsonObject turn = new JsonObject();
        turn.addProperty("role", role == Role.ASSISTANT ? "assistant" : "user");
        turn.add("content", blocks);
        turns.add(turn);
        return blocks;
    }

    private static JsonObject block(String text) {
        JsonObject block = new JsonObject();
        block.addProperty("type", "text");
        block.addProperty("text", text);
        return block;
    }

    private static void mark(JsonObject block) {
        JsonObject mark = new JsonObject();
        mark.addProperty("type", "ephemeral");
        block.add(CACHE_CONTROL, mark);
    }
}
