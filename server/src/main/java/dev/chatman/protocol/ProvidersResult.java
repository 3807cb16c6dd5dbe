package dev.chatman.protocol;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Result of {@code chatman/providers}.
 *
 * @param providers the one that would be chosen first
 */
public record ProvidersResult(List<Provider> providers) {

    /**
     * One provider.
     *
     * @param id what {@link ChatParams#provider()} takes
     * @param type the built-in type behind it
     * @param local whether the code stays on this machine
     * @param state {@code ready}, {@code needs_download} (works; a model is fetched first), {@code no_key},
     *     {@code unreachable} or {@code unusable}
     * @param model the model it would use, where known
     * @param message the state in one sentence
     * @param remedy what to do to make it ready; absent when it is
     */
    public record Provider(
            String id,
            String type,
            boolean local,
            String state,
            @Nullable String model,
            String message,
            @Nullable String remedy) {}
}
