package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.settings.SettingsProblem;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.function.LongSupplier;

/**
 * What every command is given.
 *
 * @param nanoTime as {@link System#nanoTime}
 */
record CommandContext(ServicesFactory factory, Screen screen, Stdin stdin, LongSupplier nanoTime) {

    /**
     * Opens the services, and says what could not be used of the settings. A wrong flag is left to whoever is asked: it
     * fails there, where a wrong setting gives way to a weaker one.
     */
    Services open(ProviderOptions options) {
        Services services = factory.open(options.layer());
        for (SettingsProblem problem : services.settings().problems()) {
            if (problem.source().equals(ProviderOptions.SOURCE)) {
                continue;
            }
            screen.note("chatman: " + problem.source() + ": " + (problem.key().isEmpty() ? "" : problem.key() + ": ")
                    + problem.message());
        }
        return services;
    }

    /**
     * Waits for a stage of the ports, which fail with {@link ChatException}. Interrupting the thread gives it up.
     *
     * @throws ChatException the stage's failure
     */
    static <T> T await(CompletionStage<T> stage) throws InterruptedException {
        var future = stage.toCompletableFuture();
        try {
            return future.get();
        } catch (ExecutionException failed) {
            Throwable cause = failed.getCause();
            throw cause instanceof ChatException known ? known : ChatException.internal(cause == null ? failed : cause);
        } catch (InterruptedException interrupted) {
            future.cancel(true);
            throw interrupted;
        }
    }
}
