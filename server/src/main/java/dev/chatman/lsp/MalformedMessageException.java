package dev.chatman.lsp;

import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.jspecify.annotations.Nullable;

/** A message that cannot be handled as it stands. */
final class MalformedMessageException extends Exception {

    private final @Nullable Either<String, Number> id;
    private final ResponseError error;
    private final boolean answerable;

    private MalformedMessageException(@Nullable Either<String, Number> id, ResponseError error, boolean answerable) {
        super(error.getMessage());
        this.id = id;
        this.error = error;
        this.answerable = answerable;
    }

    /** @param id null when it could not be read */
    static MalformedMessageException answered(@Nullable Either<String, Number> id, ResponseError error) {
        return new MalformedMessageException(id, error, true);
    }

    /** A notification or a response, which nobody answers. */
    static MalformedMessageException ignored(ResponseError error) {
        return new MalformedMessageException(null, error, false);
    }

    @Nullable Either<String, Number> id() {
        return id;
    }

    ResponseError error() {
        return error;
    }

    boolean answerable() {
        return answerable;
    }
}
