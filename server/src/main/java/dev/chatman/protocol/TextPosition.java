package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * An LSP position.
 *
 * @param line required; from 0
 * @param character required; from 0, in UTF-16 units
 */
public record TextPosition(@Nullable Integer line, @Nullable Integer character) {}
