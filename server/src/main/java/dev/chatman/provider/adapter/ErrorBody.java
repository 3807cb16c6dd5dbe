package dev.chatman.provider.adapter;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.chatman.provider.http.RetryAfter;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint says about an error, whichever of the usual forms it has. Untrusted, and may echo the prompt or the
 * key: never shown as it is.
 *
 * @param message empty when there is none
 * @param details further text that may tell the cause, such as that of the endpoint behind a gateway
 * @param code a word
 * @param type a word
 * @param param the parameter that is to blame
 * @param status the HTTP status the body claims
 * @param promptTokens how long the prompt was, for a context that is too small
 * @param contextTokens how long it may be
 * @param retryDelay the wait the body asks for
 */
public record ErrorBody(
        String message,
        String details,
        @Nullable String code,
        @Nullable String type,
        @Nullable String param,
        @Nullable Integer status,
        @Nullable Integer promptTokens,
        @Nullable Integer contextTokens,
        @Nullable Duration retryDelay) {

    private static final int LONGEST = 4096;

    /** The code of an error that a sign-in cures. */
    static final String SIGN_IN = "signin_required";

    private static final List<String> UNSUPPORTED = List.of(
            "unsupported",
            "not support",
            "unrecognized",
            "unknown",
            "unexpected",
            "not permitted",
            "not allowed",
            "extra",
            "deprecated",
            "not compatible");

    public static final ErrorBody EMPTY = ofMessage("");

    public static ErrorBody ofMessage(String message) {
        return new ErrorBody(cut(message), "", null, null, null, null, null, null, null);
    }

    /** Reads a reply's body, or an event's data: JSON, plain text, a web page (whose text says nothing), or nothing. */
    public static ErrorBody parse(String body) {
        String text = body.strip();
        if (text.isEmpty() || text.startsWith("<")) {
            return EMPTY;
        }
        return Json.parse(text).map(ErrorBody::of).orElseGet(() -> ofMessage(text));
    }

    /** Reads {@code {"error": {…}}}, a list of such, {@code {"error": "…"}}, a flat error, or {@code {"detail": …}}. */
    public static ErrorBody of(JsonElement json) {
        if (json instanceof JsonArray list) {
            return list.isEmpty() ? EMPTY : of(list.get(0));
        }
        if (!(json instanceof JsonObject outer)) {
            return json.isJsonPrimitive() ? ofMessage(json.getAsString()) : EMPTY;
        }
        JsonElement error = Json.member(outer, "error");
        if (error instanceof JsonArray list && !list.isEmpty()) {
            error = list.get(0);
        }
        return error instanceof JsonObject object ? ofFields(object) : ofFields(outer);
    }

    private static ErrorBody ofFields(JsonObject error) {
        String type = first(Json.string(error, "type"), Json.string(error, "status"), Json.string(error, "error_type"));
        return new ErrorBody(
                cut(message(error)),
                cut(Optional.ofNullable(Json.string(Json.object(error, "metadata"), "raw"))
                        .orElse("")),
                first(
                        Json.string(error, "code"),
                        Json.string(Json.object(error, "details"), "error_code"),
                        Json.string(error, "signin_url") == null ? null : SIGN_IN),
                type,
                Json.string(error, "param"),
                Json.count(error, "code"),
                Json.count(error, "n_prompt_tokens"),
                Json.count(error, "n_ctx"),
                retryDelay(error));
    }

    /** Whether the endpoint wants its user to sign in; Ollama then gives the address where. */
    boolean wantsSignIn() {
        return SIGN_IN.equals(code);
    }

    private static String message(JsonObject error) {
        String message =
                first(Json.string(error, "message"), Json.string(error, "error"), Json.string(error, "detail"));
        return message != null ? message : validation(Json.array(error, "detail"));
    }

    /** FastAPI's list of what is wrong where; the input it quotes is left out. */
    private static String validation(JsonArray details) {
        StringJoiner message = new StringJoiner("; ");
        for (JsonElement detail : details) {
            StringJoiner place = new StringJoiner(".");
            for (JsonElement step : Json.array(detail, "loc")) {
                if (step.isJsonPrimitive()) {
                    place.add(step.getAsString());
                }
            }
            message.add(place + ": " + Json.string(detail, "msg"));
        }
        return message.toString();
    }

    /** Google's RetryInfo among the details. */
    private static @Nullable Duration retryDelay(JsonObject error) {
        for (JsonElement detail : Json.array(error, "details")) {
            String delay = Json.string(detail, "retryDelay");
            if (delay != null) {
                return RetryAfter.seconds(delay).orElse(null);
            }
        }
        return null;
    }

    /** Whether a parameter is to blame. */
    public boolean names(String parameter) {
        return parameter.equals(param)
                || Pattern.compile("(?<![\\w])" + Pattern.quote(parameter) + "(?![\\w])")
                        .matcher(message)
                        .find();
    }

    /**
     * Whether a parameter is to blame for being there at all. A limit or a value out of range also names its parameter,
     * but leaving that out is not what the user wants.
     */
    public boolean rejects(String parameter) {
        String text = (message + " " + code + " " + type).toLowerCase(Locale.ROOT);
        return names(parameter) && UNSUPPORTED.stream().anyMatch(text::contains);
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }

    private static @Nullable String first(@Nullable String... candidates) {
        for (String candidate : candidates) {
            if (candidate != null) {
                return candidate;
            }
        }
        return null;
    }
}
