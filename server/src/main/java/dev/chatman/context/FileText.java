package dev.chatman.context;

import org.jspecify.annotations.Nullable;

/**
 * What a file says.
 *
 * @param note what was odd about its bytes
 */
public record FileText(String text, @Nullable String note) {}
