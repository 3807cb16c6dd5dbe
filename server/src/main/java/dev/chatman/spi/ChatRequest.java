package dev.chatman.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model, provider-neutral.
 *
 * @param model the model's id in the endpoint's words; empty asks for the endpoint's own default
 * @param messages the whole prompt, oldest first; a system message only in the first place
 * @param options only what the user set: current models reject parameters they do not know
 */
public record ChatRequest(String model, List<Message> messages, Options options) {

    public ChatRequest {
        messages = List.copyOf(messages);
    }

    /**
     * Optional parameters; null means "the endpoint's default".
     *
     * @param maxOutputTokens the longest answer wanted, reasoning included
     * @param temperature 0 to 2
     */
    public record Options(
            @Nullable Integer maxOutputTokens, @Nullable Double temperature) {
        public static final Options NONE = new Options(null, null);
    }
}
