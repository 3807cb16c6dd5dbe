package dev.chatman.protocol;

import java.util.List;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/**
 * Params of {@code chatman/chat} and {@code chatman/preview}.
 *
 * @param conversationId the conversation to go on with; absent begins one
 * @param text the question; required unless there is an {@code action}
 * @param action {@code explain}, {@code fix}, {@code improve}, {@code document}, {@code tests} or {@code review}
 * @param context what the question is about, in the order in which it is sent
 * @param provider the provider to ask; absent leaves it to the settings
 * @param model the model to ask; absent leaves it to the settings
 * @param partialResultToken streams the answer as {@code $/progress} on this token, see {@link TextProgress} and
 *     {@link NoticeProgress}; absent puts the whole text into the result
 * @param workDoneToken LSP work done progress for people: begin, at most two reports a second, end
 */
public record ChatParams(
        @Nullable String conversationId,
        @Nullable String text,
        @Nullable String action,
        @Nullable List<@Nullable ContextRef> context,
        @Nullable String provider,
        @Nullable String model,
        @Nullable Either<String, Integer> partialResultToken,
        @Nullable Either<String, Integer> workDoneToken) {}
