package dev.chatman.lsp;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** The requests for turns that are not answered yet. Safe for use by several threads. */
final class RunningChats {

    private final Set<ChatFuture> running = ConcurrentHashMap.newKeySet();
    private final Map<Either<String, Integer>, ChatFuture> byWorkDoneToken = new ConcurrentHashMap<>();

    /** Keeps a request until it is answered. */
    void add(ChatFuture chat, @Nullable Either<String, Integer> workDoneToken) {
        running.add(chat);
        if (workDoneToken != null) {
            byWorkDoneToken.put(workDoneToken, chat);
        }
        CompletionStage<?> answer = chat;
        answer.whenComplete((result, failure) -> {
            running.remove(chat);
            if (workDoneToken != null) {
                byWorkDoneToken.remove(workDoneToken, chat);
            }
        });
    }

    /** Stops the turn behind a work done token; does nothing when there is none. */
    void stop(Either<String, Integer> workDoneToken) {
        ChatFuture chat = byWorkDoneToken.get(workDoneToken);
        if (chat != null) {
            chat.cancel(true);
        }
    }

    void stopAll() {
        running.forEach(chat -> chat.cancel(true));
    }
}
