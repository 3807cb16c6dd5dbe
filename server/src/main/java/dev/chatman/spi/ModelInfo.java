package dev.chatman.spi;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One model of an endpoint's catalogue.
 *
 * @param id what {@link ChatRequest#model()} takes
 * @param displayName a name for people, where there is one
 * @param contextTokens how many tokens prompt and answer may have together, where known
 * @param maxOutputTokens how many tokens an answer may have, where known
 * @param shutdownDate when the vendor will stop serving it, where announced
 */
public record ModelInfo(
        String id,
        @Nullable String displayName,
        @Nullable Integer contextTokens,
        @Nullable Integer maxOutputTokens,
        @Nullable LocalDate shutdownDate) {

    public static ModelInfo of(String id) {
        return new ModelInfo(id, null, null, null, null);
    }
}
