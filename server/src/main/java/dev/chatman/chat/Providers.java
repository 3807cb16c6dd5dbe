package dev.chatman.chat;

import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ModelInfo;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Port: the providers there are, and which of them answers. No method blocks. */
public interface Providers {

    /**
     * Decides who answers; may look which local engines run.
     *
     * @param provider an id, {@code auto}, {@code local}, or null for what the settings say
     * @param model a model id, or null for what the settings or the provider say
     * @return a stage that fails with a {@link ChatException}
     */
    CompletionStage<Choice> choose(@Nullable String provider, @Nullable String model);

    /** The state of every provider, the one that would be chosen first. */
    CompletionStage<List<ProviderStatus>> status();

    /**
     * The models of one provider.
     *
     * @param provider as for {@link #choose}
     * @return a stage that fails with a {@link ChatException}
     */
    CompletionStage<List<ModelInfo>> models(@Nullable String provider);

    /**
     * Who answers, and why.
     *
     * @param provider the provider's id
     * @param model the model's id; may be empty when the endpoint serves just one and does not say which
     * @param local whether the code stays on this machine
     * @param reason one sentence for people
     * @param contextTokens the model's context, where known before asking
     * @param options what the user set for this provider
     */
    record Choice(
            String provider,
            String model,
            boolean local,
            String reason,
            @Nullable Integer contextTokens,
            ChatRequest.Options options,
            Answerer answerer) {}
}
