package dev.chatman.chat;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the user asks.
 *
 * @param conversationId the conversation to go on with; null begins one
 * @param text the question, as typed; may be empty when there is an action
 * @param action what to do with the context, see {@link ChatAction}; null when the text says it
 * @param context what the question is about, in the order in which it is sent
 * @param provider the provider to ask; null leaves it to the settings
 * @param model the model to ask; null leaves it to the settings
 */
public record Question(
        @Nullable String conversationId,
        String text,
        @Nullable ChatAction action,
        List<ContextItem> context,
        @Nullable String provider,
        @Nullable String model) {

    public Question {
        context = List.copyOf(context);
    }
}
