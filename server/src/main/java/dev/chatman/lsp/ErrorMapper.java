package dev.chatman.lsp;

import dev.chatman.chat.ChatException;
import dev.chatman.protocol.ErrorData;
import dev.chatman.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;

/**
 * Maps every failure to its JSON-RPC error: the only place that does. The client never sees a stack trace; bugs go to the
 * log.
 */
final class ErrorMapper {

    private final ServerLog log;

    ErrorMapper(ServerLog log) {
        this.log = log;
    }

    ResponseError map(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        if (cause instanceof ResponseErrorException known) {
            return known.getResponseError();
        }
        if (cause instanceof CancellationException) {
            return new ResponseError(ResponseErrorCode.RequestCancelled, "The request was cancelled.", null);
        }
        if (cause instanceof RejectedExecutionException) {
            return new ResponseError(ResponseErrorCode.ServerCancelled, "ChatMan is ending.", null);
        }
        ChatException chat = cause instanceof ChatException known ? known : ChatException.internal(cause);
        if (chat.code() == ErrorCode.INTERNAL) {
            log.bug(chat.getCause() == null ? chat : chat.getCause());
        }
        return new ResponseError(code(chat), chat.message(), data(chat));
    }

    static ResponseError invalidParams(String message) {
        ChatException invalid = ChatException.invalid(message, "Compare the request with PROTOCOL.md.");
        return new ResponseError(ResponseErrorCode.InvalidParams, message, data(invalid));
    }

    static ErrorData data(ChatException failure) {
        Duration retryAfter = failure.retryAfter();
        return new ErrorData(
                failure.code().name(),
                failure.message(),
                failure.retryable(),
                retryAfter == null ? null : retryAfter.toMillis(),
                failure.origin().provider(),
                failure.origin().model(),
                failure.httpStatus(),
                failure.providerCode(),
                failure.requestId(),
                failure.origin().attempts(),
                failure.origin().partial(),
                failure.hint(),
                failure.helpUrl());
    }

    /** An endpoint that rejects a request is a failure of ours to fulfil it; only our own params are invalid params. */
    private static ResponseErrorCode code(ChatException failure) {
        return switch (failure.code()) {
            case INVALID_REQUEST ->
                failure.origin().attempts() == 0 ? ResponseErrorCode.InvalidParams : ResponseErrorCode.RequestFailed;
            case MODEL_NOT_FOUND -> ResponseErrorCode.InvalidParams;
            case CANCELLED -> ResponseErrorCode.RequestCancelled;
            case INTERNAL, PLUGIN_ERROR -> ResponseErrorCode.InternalError;
            default -> ResponseErrorCode.RequestFailed;
        };
    }
}
