package dev.chatman.provider.adapter;

import dev.chatman.spi.Message;
import java.util.List;

/**
 * What was asked, as far as an error's message depends on it. Its text form shows neither secrets nor prompt.
 *
 * @param model empty for the endpoint's own default
 * @param keySent whether an API key was sent
 * @param secrets the key and whatever else must not be shown
 */
record Attempt(String model, boolean keySent, List<String> secrets, List<Message> prompt) {

    @Override
    public String toString() {
        return "Attempt[" + model + "]";
    }
}
