package dev.chatman.provider.ollama;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Chunk;
import dev.chatman.provider.adapter.Ending;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.adapter.Json;
import dev.chatman.provider.adapter.ReplyCodec;
import dev.chatman.provider.http.SseEvent;
import dev.chatman.spi.Usage;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a chat's reply: pieces of the answer, then a line with {@code "done": true}. Has no state. */
final class LineCodec implements ReplyCodec {

    @Override
    public Optional<Chunk> event(SseEvent line) {
        Optional<Chunk> chunk = Json.parse(line.data())
                .filter(JsonElement::isJsonObject)
                .map(JsonElement::getAsJsonObject)
                .flatMap(LineCodec::chunk);
        // The beginning of a line that never came to its end says nothing; the missing last line does.
        boolean cutOff = !line.terminated() && line.data().stripLeading().startsWith("{");
        return chunk.isEmpty() && cutOff ? Optional.of(Chunk.NOTHING) : chunk;
    }

    @Override
    public Chunk whole(JsonObject json) {
        return chunk(json).orElse(Chunk.NOTHING);
    }

    private static Optional<Chunk> chunk(JsonObject json) {
        if (Json.member(json, "error") != null) {
            return Optional.of(Chunk.ofError(ErrorBody.of(json)));
        }
        JsonObject message = Json.object(json, "message");
        boolean done = done(json);
        return message == null && !done
                ? Optional.empty()
                : Optional.of(new Chunk(
                        orEmpty(Json.string(message, "content")),
                        orEmpty(Json.string(message, "thinking")),
                        false,
                        done ? ending(Json.string(json, "done_reason")) : null,
                        usage(json),
                        null,
                        null,
                        done));
    }

    private static boolean done(JsonObject json) {
        JsonElement done = Json.member(json, "done");
        return done != null && done.isJsonPrimitive() && done.getAsBoolean();
    }

    /** A server that gives no reason means that the model was done. */
    private static Ending ending(@Nullable String reason) {
        return switch (orEmpty(reason)) {
            case "length" -> Ending.LENGTH;
            // The model was only loaded or unloaded.
            case "load", "unload" -> Ending.BROKEN_OFF;
            default -> Ending.COMPLETE;
        };
    }

    /** The server leaves a count of zero out. */
    private static @Nullable Usage usage(JsonObject json) {
        Integer input = Json.count(json, "prompt_eval_count");
        Integer output = Json.count(json, "eval_count");
        return input == null && output == null
                ? null
                : new Usage(input == null ? 0 : input, output == null ? 0 : output, null, null, false);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
