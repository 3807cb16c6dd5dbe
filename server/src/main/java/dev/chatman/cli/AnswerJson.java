package dev.chatman.cli;

import com.google.gson.JsonObject;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.TurnResult;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An answer, or the lack of one, as one JSON object: the result of {@code chatman/chat} with its text. */
final class AnswerJson {

    private AnswerJson() {}

    static String of(TurnResult result) {
        JsonObject json = new JsonObject();
        json.addProperty("conversationId", result.conversationId());
        json.addProperty("turnId", result.turnId());
        json.addProperty("stopReason", result.stopReason().wireName());
        json.addProperty("length", result.text().length());
        json.addProperty("digest", result.digest());
        add(json, "usage", result.usage());
        json.add("timings", timings(result.timings()));
        json.addProperty("attempts", result.attempts());
        json.addProperty("provider", result.provider());
        json.addProperty("model", result.model());
        json.add("sent", Json.tree(result.sent()));
        json.addProperty("text", result.text());
        ChatException error = result.error();
        if (error != null) {
            json.add("error", error(error));
        }
        return Json.text(json);
    }

    static String of(ChatException failure) {
        JsonObject json = new JsonObject();
        json.add("error", error(failure));
        return Json.text(json);
    }

    private static JsonObject timings(TurnResult.Timings timings) {
        JsonObject json = new JsonObject();
        add(json, "firstDeltaMs", millis(timings.firstDelta()));
        json.addProperty("totalMs", timings.total().toMillis());
        return json;
    }

    private static JsonObject error(ChatException failure) {
        JsonObject json = new JsonObject();
        json.addProperty("code", failure.code().name());
        json.addProperty("message", failure.message());
        json.addProperty("retryable", failure.retryable());
        add(json, "retryAfterMs", millis(failure.retryAfter()));
        add(json, "provider", failure.origin().provider());
        add(json, "model", failure.origin().model());
        add(json, "httpStatus", failure.httpStatus());
        add(json, "providerCode", failure.providerCode());
        add(json, "requestId", failure.requestId());
        json.addProperty("attempts", failure.origin().attempts());
        json.addProperty("partial", failure.origin().partial());
        add(json, "hint", failure.hint());
        add(json, "helpUrl", failure.helpUrl());
        return json;
    }

    private static @Nullable Long millis(@Nullable Duration duration) {
        return duration == null ? null : duration.toMillis();
    }

    /** Absent rather than null. */
    private static void add(JsonObject json, String name, @Nullable Object value) {
        if (value != null) {
            json.add(name, Json.tree(value));
        }
    }
}
