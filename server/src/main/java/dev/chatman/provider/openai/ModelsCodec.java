package dev.chatman.provider.openai;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import dev.chatman.provider.adapter.Json;
import dev.chatman.spi.ModelInfo;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads catalogues of models. */
final class ModelsCodec {

    private ModelsCodec() {}

    /** The models of a catalogue; empty when the body is not one. */
    static Optional<List<ModelInfo>> decode(String body) {
        return Json.parse(body).flatMap(ModelsCodec::list).map(ModelsCodec::models);
    }

    private static Optional<JsonArray> list(JsonElement json) {
        JsonElement list = json.isJsonArray() ? json : Json.member(json, "data");
        return list instanceof JsonArray array ? Optional.of(array) : Optional.empty();
    }

    private static List<ModelInfo> models(JsonArray list) {
        List<ModelInfo> models = new ArrayList<>();
        for (JsonElement entry : list) {
            String id = Json.string(entry, "id");
            if (id != null && !id.isBlank()) {
                models.add(new ModelInfo(
                        id, name(entry, id), contextTokens(entry), maxOutputTokens(entry), shutdownDate(entry)));
            }
        }
        return List.copyOf(models);
    }

    private static @Nullable String name(JsonElement entry, String id) {
        String name = Json.string(entry, "display_name");
        String shown = name != null ? name : Json.string(entry, "name");
        return id.equals(shown) ? null : shown;
    }

    /** vLLM, OpenRouter, Groq and Mistral each have their own name for it; llama.cpp says what a slot really has. */
    private static @Nullable Integer contextTokens(JsonElement entry) {
        for (String name : List.of("max_model_len", "context_length", "context_window", "max_context_length")) {
            Integer tokens = Json.count(entry, name);
            if (tokens != null) {
                return tokens;
            }
        }
        Integer real = Json.count(Json.object(entry, "meta"), "n_ctx");
        return real != null ? real : Json.count(Json.object(entry, "meta"), "n_ctx_train");
    }

    private static @Nullable Integer maxOutputTokens(JsonElement entry) {
        Integer tokens = Json.count(entry, "max_output_tokens");
        return tokens != null ? tokens : Json.count(Json.object(entry, "top_provider"), "max_completion_tokens");
    }

    /** A date, a timestamp, or seconds since 1970. */
    private static @Nullable LocalDate shutdownDate(JsonElement entry) {
        String date = Json.string(entry, "shutdown_date");
        Double seconds = Json.number(entry, "shutdown_date");
        try {
            if (date != null) {
                return LocalDate.parse(date.length() > 10 ? date.substring(0, 10) : date);
            }
            return seconds == null
                    ? null
                    : LocalDate.ofInstant(Instant.ofEpochSecond(seconds.longValue()), ZoneOffset.UTC);
        } catch (DateTimeException malformed) {
            return null;
        }
    }
}
