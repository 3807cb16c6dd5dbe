package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Params of {@code chatman/models}; may be absent as a whole.
 *
 * @param provider absent means the one that would answer now
 */
public record ModelsParams(@Nullable String provider) {}
