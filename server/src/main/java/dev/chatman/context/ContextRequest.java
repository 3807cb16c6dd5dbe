package dev.chatman.context;

import org.jspecify.annotations.Nullable;

/**
 * What a client wants a question to be about, not yet read.
 *
 * @param range null means all of it
 * @param text the text itself, where the client sent it
 * @param version the version of the open document that the range refers to
 */
public record ContextRequest(
        String uri,
        @Nullable Range range,
        @Nullable String text,
        @Nullable Integer version) {}
