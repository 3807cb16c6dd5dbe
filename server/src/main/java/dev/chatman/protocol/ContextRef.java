package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A piece of code or text that a question is about.
 *
 * @param uri required; where it comes from
 * @param range the part that is meant, LSP positions; absent means all of it. Positions outside the text are clamped
 * @param text the text itself, which then wins over document and file; {@code range} only says where it stands
 * @param version the version of the open document that {@code range} refers to; when the document has moved on, its
 *     newest text is taken and the item's {@code note} says so
 */
public record ContextRef(
        @Nullable String uri,
        @Nullable TextRange range,
        @Nullable String text,
        @Nullable Integer version) {}
