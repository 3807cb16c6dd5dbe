package dev.chatman.provider.openai;

import dev.chatman.spi.Message;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was asked, as far as an error's message depends on it. Its text form shows neither key nor prompt.
 *
 * @param model empty for the endpoint's own default
 * @param key the API key, null when none was sent
 */
record Attempt(String model, @Nullable String key, List<Message> prompt) {

    @Override
    public String toString() {
        return "Attempt[" + model + "]";
    }
}
