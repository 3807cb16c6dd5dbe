package dev.chatman.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of {@code chatman/preview}: exactly what would be sent, and to whom.
 *
 * @param model may be empty when the endpoint serves just one and does not say which
 * @param local whether the code stays on this machine
 * @param reason why this provider, one sentence for people
 * @param contextTokens the model's context, where known
 * @param maxOutputTokens the longest answer that would be asked for, where the user set it
 * @param temperature where the user set it
 * @param messages the whole prompt, oldest first
 * @param sent items with token estimates, and what was left out
 */
public record PreviewResult(
        String provider,
        String model,
        boolean local,
        String reason,
        @Nullable Integer contextTokens,
        @Nullable Integer maxOutputTokens,
        @Nullable Double temperature,
        List<PromptMessage> messages,
        SentContext sent) {

    /**
     * One message of the prompt.
     *
     * @param role {@code system}, {@code user} or {@code assistant}
     */
    public record PromptMessage(String role, String text) {}
}
