package dev.chatman.provider;

import dev.chatman.settings.ClockSettings;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint that is ready to be asked.
 *
 * @param id the name the user knows it by
 * @param type the built-in type behind it
 * @param address where it is, for people
 * @param local whether the code stays on this machine
 * @param model its default model; null asks its catalogue
 * @param contextLimit the context of its models, as far as it is known before asking
 * @param options what the user set for it
 * @param patient whether its clocks are those of an engine of one's own, which may load a model first
 * @param clocks what the user set of its clocks
 * @param provider talks to it, one attempt at a time
 */
public record Endpoint(
        String id,
        String type,
        String address,
        boolean local,
        @Nullable String model,
        ContextLimit contextLimit,
        ChatRequest.Options options,
        boolean patient,
        ClockSettings clocks,
        ChatProvider provider) {

    /** How many tokens prompt and answer may have together; null when that is not known. */
    @FunctionalInterface
    interface ContextLimit {
        @Nullable Integer of(String model);
    }

    /** Whether a model of a local engine's list can chat, and on this machine. */
    static boolean chatsLocally(String modelId) {
        String id = modelId.toLowerCase(Locale.ROOT);
        // Ollama lists models that run at its vendor's beside those that run here, marked by their tag.
        boolean elsewhere = id.endsWith("-cloud") || id.endsWith(":cloud");
        return !elsewhere && !id.contains("embed") && !id.contains("rerank");
    }
}
