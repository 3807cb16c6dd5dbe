package dev.chatman.provider.anthropic;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Chunk;
import dev.chatman.provider.adapter.Ending;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.adapter.Json;
import dev.chatman.provider.adapter.JsonEventCodec;
import dev.chatman.spi.Usage;
import org.jspecify.annotations.Nullable;

/** Reads the events of one Messages stream, or one whole message. Adds up what its events say about usage. */
final class EventCodec implements JsonEventCodec {

    private int input;
    private int cacheWritten;
    private @Nullable Integer cacheRead;
    private int output;

    /** Events of other types are ignored, as the API's description demands. */
    @Override
    public Chunk part(JsonObject event) {
        String type = Json.string(event, "type");
        return switch (type == null ? "" : type) {
            case "message_start" -> usageOf(Json.object(event, "message"));
            case "content_block_start" -> block(Json.object(event, "content_block"));
            case "content_block_delta" -> block(Json.object(event, "delta"));
            case "message_delta" -> message("", "", Json.object(event, "delta"), event);
            case "message_stop" -> Chunk.LAST;
            default -> Json.member(event, "error") == null ? Chunk.NOTHING : Chunk.ofError(ErrorBody.of(event));
        };
    }

    @Override
    public Chunk whole(JsonObject json) {
        if (Json.member(json, "error") != null) {
            return Chunk.ofError(ErrorBody.of(json));
        }
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        for (JsonElement content : Json.array(json, "content")) {
            Chunk block = block(content);
            text.append(block.text());
            thinking.append(block.thinking());
        }
        return message(text.toString(), thinking.toString(), json, json);
    }

    /** A block or a piece of one; its position says nothing about its type, as thinking can come first. */
    private static Chunk block(@Nullable JsonElement block) {
        String type = Json.string(block, "type");
        return switch (type == null ? "" : type) {
            case "text", "text_delta" -> Chunk.ofText(orEmpty(Json.string(block, "text")));
            case "thinking", "thinking_delta" -> Chunk.ofThinking(orEmpty(Json.string(block, "thinking")));
            default -> Chunk.NOTHING;
        };
    }

    private Chunk usageOf(@Nullable JsonObject message) {
        return message("", "", message, message);
    }

    private Chunk message(String text, String thinking, @Nullable JsonObject reason, @Nullable JsonObject usageOwner) {
        return new Chunk(
                text,
                thinking,
                false,
                ending(Json.string(reason, "stop_reason")),
                usage(Json.object(usageOwner, "usage")),
                null,
                null,
                false);
    }

    private static @Nullable Ending ending(@Nullable String reason) {
        if (reason == null) {
            return null;
        }
        return switch (reason) {
            // A paused turn belongs to tools of the endpoint, which nobody asked for; it could go on.
            case "max_tokens", "pause_turn" -> Ending.LENGTH;
            case "model_context_window_exceeded" -> Ending.CONTEXT_FULL;
            case "refusal" -> Ending.DECLINED;
            default -> Ending.COMPLETE;
        };
    }

    /** Counts are cumulative: a later one replaces an earlier one, and what is not said again still holds. */
    private @Nullable Usage usage(@Nullable JsonObject usage) {
        if (usage == null) {
            return null;
        }
        input = or(Json.count(usage, "input_tokens"), input);
        cacheWritten = or(Json.count(usage, "cache_creation_input_tokens"), cacheWritten);
        Integer read = Json.count(usage, "cache_read_input_tokens");
        cacheRead = read != null ? read : cacheRead;
        output = or(Json.count(usage, "output_tokens"), output);
        return new Usage(input + cacheWritten + (cacheRead == null ? 0 : cacheRead), output, cacheRead, null, false);
    }

    private static int or(@Nullable Integer value, int otherwise) {
        return value != null ? value : otherwise;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
