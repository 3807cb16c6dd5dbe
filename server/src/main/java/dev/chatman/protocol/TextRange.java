package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An LSP range: {@code end} is exclusive.
 *
 * @param start required
 * @param end required
 */
public record TextRange(
        @Nullable TextPosition start, @Nullable TextPosition end) {}
