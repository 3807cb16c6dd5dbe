package dev.chatman.protocol;

import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * Params of {@code chatman/resume}.
 *
 * @param turnId required; a turn that is running, or ended not long ago
 * @param offset required; where to begin, in UTF-16 units from the start of the answer, at most its length so far
 * @param partialResultToken streams the rest of the answer as {@code $/progress} on this token, counting {@code seq}
 *     from 0 again; absent puts the text from {@code offset} on into the result
 */
public record ResumeParams(
        @Nullable String turnId,
        @Nullable Integer offset,
        @Nullable Either<String, Integer> partialResultToken) {}
