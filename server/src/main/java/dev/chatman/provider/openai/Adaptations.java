package dev.chatman.provider.openai;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Remembers, for one endpoint, what each model rejected, so that it is rejected only once. */
final class Adaptations {

    private static final List<String> UNSUPPORTED = List.of(
            "unsupported",
            "not support",
            "unrecognized",
            "unknown",
            "unexpected",
            "not permitted",
            "not allowed",
            "extra",
            "not compatible");

    private final Map<String, Adaptation> byModel = new ConcurrentHashMap<>();

    Adaptation of(String model) {
        return byModel.getOrDefault(model, Adaptation.NONE);
    }

    void remember(String model, Adaptation adaptation) {
        byModel.put(model, adaptation);
    }

    /**
     * How to ask again after a rejection; empty when no optional parameter was the cause.
     *
     * @param sent the body that was rejected
     */
    Optional<Adaptation> after(int status, ErrorBody error, JsonObject sent, String maxTokensField, Adaptation used) {
        if (status != 400 && status != 422) {
            return Optional.empty();
        }
        if (sent.has("stream_options") && error.names("stream_options")) {
            return Optional.of(used.dropping("stream_options"));
        }
        if (sent.has(maxTokensField) && error.names(maxTokensField) && unsupported(error)) {
            return Optional.of(used.renamingMaxTokens());
        }
        if (sent.has("temperature") && error.names("temperature") && unsupported(error)) {
            return Optional.of(used.dropping("temperature"));
        }
        return Optional.empty();
    }

    /** A limit or a value out of range also names its parameter, but leaving that out is not what the user wants. */
    private static boolean unsupported(ErrorBody error) {
        String text = (error.message() + " " + error.code() + " " + error.type()).toLowerCase(Locale.ROOT);
        return UNSUPPORTED.stream().anyMatch(text::contains);
    }
}
