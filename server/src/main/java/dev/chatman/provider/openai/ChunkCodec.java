package dev.chatman.provider.openai;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Chunk;
import dev.chatman.provider.adapter.Ending;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.adapter.Json;
import dev.chatman.provider.adapter.JsonEventCodec;
import dev.chatman.spi.Usage;
import org.jspecify.annotations.Nullable;

/** Reads chunks of Chat Completions, in the dialects of the endpoints that call themselves compatible. */
final class ChunkCodec implements JsonEventCodec {

    @Override
    public Chunk part(JsonObject json) {
        return decode(json);
    }

    @Override
    public Chunk whole(JsonObject json) {
        return decode(json);
    }

    static Chunk decode(JsonObject json) {
        JsonObject choice = firstChoice(json);
        // A whole reply has a message where a chunk has a delta.
        JsonObject delta = Json.object(choice, "delta");
        if (delta == null) {
            delta = Json.object(choice, "message");
        }
        String refusal = orEmpty(Json.string(delta, "refusal"));
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder(reasoning(delta));
        content(Json.member(delta, "content"), text, thinking);
        return new Chunk(
                text.append(refusal).toString(),
                thinking.toString(),
                !refusal.isEmpty(),
                ending(Json.string(choice, "finish_reason")),
                usage(json),
                progress(json),
                error(json, choice),
                false);
    }

    private static @Nullable JsonObject firstChoice(JsonObject json) {
        for (JsonElement choice : Json.array(json, "choices")) {
            Integer index = Json.count(choice, "index");
            if (choice.isJsonObject() && (index == null || index == 0)) {
                return choice.getAsJsonObject();
            }
        }
        return null;
    }

    private static @Nullable Ending ending(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            case "length", "max_tokens", "model_length" -> Ending.LENGTH;
            case "content_filter", "refusal", "safety" -> Ending.DECLINED;
            case "error", "abort" -> Ending.BROKEN_OFF;
            case "insufficient_system_resource" -> Ending.OVERLOADED;
            default -> Ending.COMPLETE;
        };
    }

    /** Text, or Mistral's list of parts, whose thinking parts hold parts themselves. */
    private static void content(@Nullable JsonElement content, StringBuilder text, StringBuilder thinking) {
        if (content == null) {
            return;
        }
        if (content.isJsonPrimitive()) {
            text.append(content.getAsString());
        } else if (content.isJsonArray()) {
            for (JsonElement part : content.getAsJsonArray()) {
                text.append(orEmpty(Json.string(part, "text")));
                for (JsonElement thought : Json.array(part, "thinking")) {
                    thinking.append(orEmpty(Json.string(thought, "text")));
                }
            }
        }
    }

    private static String reasoning(@Nullable JsonObject delta) {
        String reasoning = Json.string(delta, "reasoning_content");
        return reasoning != null ? reasoning : orEmpty(Json.string(delta, "reasoning"));
    }

    private static @Nullable Usage usage(JsonObject json) {
        JsonObject usage = Json.object(json, "usage");
        if (usage == null) {
            usage = Json.object(Json.object(json, "x_groq"), "usage");
        }
        Integer input = Json.count(usage, "prompt_tokens");
        Integer output = Json.count(usage, "completion_tokens");
        if (input == null && output == null) {
            return null;
        }
        Integer cached = Json.count(Json.object(usage, "prompt_tokens_details"), "cached_tokens");
        return new Usage(
                input == null ? 0 : input,
                output == null ? 0 : output,
                cached != null ? cached : Json.count(usage, "prompt_cache_hit_tokens"),
                Json.count(Json.object(usage, "completion_tokens_details"), "reasoning_tokens"),
                false);
    }

    /** llama.cpp reports how far it has read the prompt when it is asked to. */
    private static @Nullable Double progress(JsonObject json) {
        JsonObject progress = Json.object(json, "prompt_progress");
        Double total = Json.number(progress, "total");
        Double processed = Json.number(progress, "processed");
        return total == null || processed == null || total <= 0
                ? null
                : (Double) Math.max(0, Math.min(1, processed / total));
    }

    /** OpenRouter also puts the error of the endpoint behind it into the choice. */
    private static @Nullable ErrorBody error(JsonObject json, @Nullable JsonObject choice) {
        boolean flat = "error".equals(Json.string(json, "object")) || "error".equals(Json.string(json, "type"));
        if (flat || Json.member(json, "error") != null) {
            return ErrorBody.of(json);
        }
        return Json.member(choice, "error") == null || choice == null ? null : ErrorBody.of(choice);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
