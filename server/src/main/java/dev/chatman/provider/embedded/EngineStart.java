package dev.chatman.provider.embedded;

import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Brings one engine up: reads the model's header, launches the child, waits until it has loaded, connects. */
final class EngineStart {
    private final EngineLauncher launcher;
    private final EngineClient client;
    private final ModelFiles files;

    EngineStart(EngineLauncher launcher, EngineClient client, ModelFiles files) {
        this.files = files;
        this.launcher = launcher;
        this.client = client;
    }

    /** The adapter of a loaded engine, or the {@link ProviderException} that says why there is none. */
    static final class Ready extends CompletableFuture<ChatProvider> {}

    /** Hears what becomes of a start. */
    interface Listener {
        /** The child runs; false ends it again. */
        boolean launched(EngineProcess process);

        /** There will be no engine. Called before {@link Ready} fails. */
        void failed();
    }

    /** Blocks until the engine is up or will not be; never throws. */
    void run(Path model, Ready ready, Listener listener) {
        ChatProvider provider;
        try {
            provider = start(model, listener);
        } catch (ProviderException failure) {
            listener.failed();
            ready.completeExceptionally(failure);
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            listener.failed();
            ready.completeExceptionally(
                    EngineFailures.unavailable("The start of the embedded engine was interrupted.", "Ask again."));
            return;
        } catch (RuntimeException | Error bug) {
            listener.failed();
            ready.completeExceptionally(ProviderException.of(
                            ErrorCode.INTERNAL, "The embedded engine could not be started because of a bug in ChatMan.")
                    .withCause(bug));
            throw bug;
        }
        ready.complete(provider);
    }

    private ChatProvider start(Path model, Listener listener) throws ProviderException, InterruptedException {
        launcher.check();
        launcher.check(files.header(model));
        EngineProcess process = launcher.launch(model);
        if (!listener.launched(process)) {
            process.stop();
            throw EngineFailures.unavailable("The embedded engine was stopped while it started.", "Ask again.");
        }
        boolean loaded;
        try {
            loaded = process.awaitLoaded();
        } catch (InterruptedException interrupted) {
            process.askToStop();
            throw interrupted;
        }
        if (!loaded) {
            throw EngineFailures.unavailable(
                    "The model " + model.getFileName() + " could not be loaded"
                            + process.log()
                                    .firstError()
                                    .map(line -> ": " + line)
                                    .orElse("") + "."
                            + process.loadHint(),
                    files.remedy(model) + " The engine's log is "
                            + process.log().file() + ".");
        }
        return client.connect(process.baseUrl(), process.key());
    }
}
