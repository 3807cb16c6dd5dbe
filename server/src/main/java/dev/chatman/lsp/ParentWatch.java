package dev.chatman.lsp;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Watches the process that started the server, so that the server does not outlive it. */
final class ParentWatch {

    private ParentWatch() {}

    /**
     * Calls back when the process ends, or at once when there is none. A server inside the editor's own process watches
     * nothing.
     *
     * @param onGone called once, from any thread
     */
    static void watch(long processId, Runnable onGone) {
        if (processId == ProcessHandle.current().pid()) {
            return;
        }
        Optional<ProcessHandle> parent = ProcessHandle.of(processId);
        CompletionStage<?> end = parent.isPresent() ? parent.get().onExit() : CompletableFuture.completedFuture(null);
        end.thenRun(onGone);
    }
}
