package dev.chatman.provider.embedded.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writes the JSON bodies of one reply, in the shapes that {@code llama-server} sends. */
final class CompletionReply {
    private final String id = "chatcmpl-" + UUID.randomUUID();
    private final long created;
    private final String model;

    CompletionReply(String model, Clock clock) {
        this.model = model;
        this.created = clock.instant().getEpochSecond();
    }

    /** The first chunk: who speaks. */
    String opening() {
        JsonObject delta = new JsonObject();
        delta.addProperty("role", "assistant");
        delta.add("content", JsonNull.INSTANCE);
        return chunk(choice("delta", delta, null)).toString();
    }

    /** How far the prompt has been read; {@code llama-server} counts in tokens, where this may be any unit. */
    String progress(int done, int total) {
        JsonObject progress = new JsonObject();
        progress.addProperty("total", total);
        progress.addProperty("processed", done);
        JsonObject chunk = chunk(null);
        chunk.add("prompt_progress", progress);
        return chunk.toString();
    }

    String text(String text) {
        JsonObject delta = new JsonObject();
        delta.addProperty("content", text);
        return chunk(choice("delta", delta, null)).toString();
    }

    String finish(Generator.Answer answer) {
        return chunk(choice("delta", new JsonObject(), answer)).toString();
    }

    /** The extra chunk that {@code stream_options.include_usage} asks for: no choices, only the counts. */
    String usage(Generator.Answer answer, int promptTokens) {
        JsonObject chunk = chunk(null);
        chunk.add("usage", counts(answer, promptTokens));
        return chunk.toString();
    }

    /** The reply that is not streamed. */
    String whole(String text, Generator.Answer answer, int promptTokens) {
        JsonObject message = new JsonObject();
        message.addProperty("role", "assistant");
        message.addProperty("content", text);
        JsonObject reply = object("chat.completion", choice("message", message, answer));
        reply.add("usage", counts(answer, promptTokens));
        return reply.toString();
    }

    /** An error body. */
    static JsonObject error(int status, String type, String message) {
        JsonObject error = new JsonObject();
        error.addProperty("code", status);
        error.addProperty("message", message);
        error.addProperty("type", type);
        return error;
    }

    static JsonObject wrapped(JsonObject error) {
        JsonObject body = new JsonObject();
        body.add("error", error);
        return body;
    }

    private JsonObject chunk(@Nullable JsonObject choice) {
        return object("chat.completion.chunk", choice);
    }

    private JsonObject object(String type, @Nullable JsonObject choice) {
        JsonArray choices = new JsonArray();
        if (choice != null) {
            choices.add(choice);
        }
        JsonObject object = new JsonObject();
        object.add("choices", choices);
        object.addProperty("created", created);
        object.addProperty("id", id);
        object.addProperty("model", model);
        object.addProperty("object", type);
        return object;
    }

    private static JsonObject choice(String kind, JsonObject content, Generator.@Nullable Answer answer) {
        JsonObject choice = new JsonObject();
        if (answer == null) {
            choice.add("finish_reason", JsonNull.INSTANCE);
        } else {
            choice.addProperty("finish_reason", answer.complete() ? "stop" : "length");
        }
        choice.addProperty("index", 0);
        choice.add(kind, content);
        return choice;
    }

    private static JsonObject counts(Generator.Answer answer, int promptTokens) {
        JsonObject usage = new JsonObject();
        usage.addProperty("completion_tokens", answer.tokens());
        usage.addProperty("prompt_tokens", promptTokens);
        usage.addProperty("total_tokens", promptTokens + answer.tokens());
        return usage;
    }
}
