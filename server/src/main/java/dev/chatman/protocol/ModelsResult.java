package dev.chatman.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Result of {@code chatman/models}. */
public record ModelsResult(List<Model> models) {

    /**
     * One model.
     *
     * @param id what {@link ChatParams#model()} takes
     * @param displayName a name for people, where there is one
     * @param contextTokens how many tokens prompt and answer may have together, where known
     * @param maxOutputTokens how many tokens an answer may have, where known
     * @param shutdownDate when the vendor will stop serving it, ISO 8601 date, where announced
     */
    public record Model(
            String id,
            @Nullable String displayName,
            @Nullable Integer contextTokens,
            @Nullable Integer maxOutputTokens,
            @Nullable String shutdownDate) {}
}
