package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * Params of {@code chatman/stop}.
 *
 * @param turnId required
 */
public record StopParams(@Nullable String turnId) {}
