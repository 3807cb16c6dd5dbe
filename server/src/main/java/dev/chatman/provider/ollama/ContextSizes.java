package dev.chatman.provider.ollama;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.adapter.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How large a context each model of one endpoint is asked for, in tokens. The server loads the model anew when that
 * changes, so once it is known it stays. Safe for use by several threads.
 */
final class ContextSizes {

    /**
     * What is asked for where the model takes more and its author set nothing: room for some files of code, without the
     * memory that all a model takes may need. The server's own default may be 4096.
     */
    static final int USUAL = 16_384;

    private static final Pattern SET_BY_AUTHOR = Pattern.compile("(?m)^\\s*num_ctx\\s+(\\d{1,9})\\s*$");

    private final Map<String, Integer> byModel = new ConcurrentHashMap<>();

    int of(String model) {
        return byModel.getOrDefault(model, USUAL);
    }

    boolean known(String model) {
        return byModel.containsKey(model);
    }

    /**
     * Takes what the server says about a model; what is no description teaches nothing.
     *
     * @param description the reply of {@code /api/show}
     */
    void learn(String model, String description) {
        Json.parse(description)
                .filter(JsonElement::isJsonObject)
                .ifPresent(described -> byModel.putIfAbsent(model, size(described)));
    }

    private static int size(JsonElement description) {
        Integer trained = trained(Json.object(description, "model_info"));
        int wanted = setByAuthor(Json.string(description, "parameters")).orElse(USUAL);
        return trained == null ? wanted : Math.min(trained, wanted);
    }

    /** The member's name begins with the model's architecture, as in {@code llama.context_length}. */
    private static @Nullable Integer trained(@Nullable JsonObject info) {
        String architecture = Json.string(info, "general.architecture");
        Integer tokens = Json.count(info, architecture + ".context_length");
        return tokens == null || tokens == 0 ? null : tokens;
    }

    /** The Modelfile's parameters, one a line. */
    private static Optional<Integer> setByAuthor(@Nullable String parameters) {
        Matcher matcher = SET_BY_AUTHOR.matcher(parameters == null ? "" : parameters);
        return matcher.find()
                ? Optional.of(Integer.valueOf(matcher.group(1))).filter(size -> size > 0)
                : Optional.empty();
    }
}
