package dev.chatman.protocol;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.services.JsonRequest;
import org.eclipse.lsp4j.jsonrpc.services.JsonSegment;
import org.jspecify.annotations.Nullable;

/**
 * The methods of ChatMan beyond LSP, sent by the client. Announced as {@code capabilities.experimental.chatman}.
 *
 * <p>Every request can be cancelled with {@code $/cancelRequest}. Failures are JSON-RPC errors with {@link ErrorData}
 * as {@code data}: {@code -32602} for params that are wrong, {@code -32803} for a valid request that could not be
 * fulfilled, {@code -32603} for a bug in ChatMan.
 */
@JsonSegment("chatman")
public interface ChatService {

    /**
     * {@code chatman/chat}: asks, and answers when the turn has ended. A turn that was stopped ends in a normal result
     * with {@code stopReason} {@code cancelled}; one that failed after text had arrived in a normal result with
     * {@code interrupted} and {@code error}.
     */
    @JsonRequest
    CompletableFuture<ChatResult> chat(@Nullable ChatParams params);

    /**
     * {@code chatman/resume}: replays a turn's answer from an offset and follows it to its end. Cancelling this request
     * stops the turn, as cancelling {@code chatman/chat} does.
     */
    @JsonRequest
    CompletableFuture<ChatResult> resume(@Nullable ResumeParams params);

    /**
     * {@code chatman/stop}: stops a turn; its {@code chatman/chat} ends with {@code stopReason} {@code cancelled}. Does
     * nothing when the turn has ended or is not known. The result is null.
     */
    @JsonRequest
    CompletableFuture<@Nullable Void> stop(@Nullable StopParams params);

    /** {@code chatman/preview}: exactly what {@link #chat} would send with these params; sends nothing. */
    @JsonRequest
    CompletableFuture<PreviewResult> preview(@Nullable ChatParams params);

    /** {@code chatman/providers}: the state of every provider. No params. */
    @JsonRequest
    CompletableFuture<ProvidersResult> providers();

    /** {@code chatman/models}: the live catalogue of one provider. */
    @JsonRequest
    CompletableFuture<ModelsResult> models(@Nullable ModelsParams params);
}
