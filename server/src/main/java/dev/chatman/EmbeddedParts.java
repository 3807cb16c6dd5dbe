package dev.chatman;

import dev.chatman.chat.LocalModels;
import dev.chatman.provider.embedded.BundledLauncher;
import dev.chatman.provider.embedded.EmbeddedProvider;
import dev.chatman.provider.embedded.EngineClient;
import dev.chatman.provider.embedded.EngineLauncher;
import dev.chatman.provider.embedded.LlamaServerLauncher;
import dev.chatman.provider.embedded.NativeLibraries;
import dev.chatman.provider.embedded.model.ModelStore;
import dev.chatman.settings.Directories;
import dev.chatman.settings.DirectoryException;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.spi.ChatProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/** The parts of the embedded engine, put together by hand. */
final class EmbeddedParts {

    private final Map<String, String> environment;
    private final ExecutorService io;
    private final ScheduledExecutorService clock;
    private final Path stateDirectory;
    private final LocalModels models;

    /** @throws DirectoryException when there is no place for models and logs */
    EmbeddedParts(
            Map<String, String> environment,
            Directories directories,
            ExecutorService io,
            ScheduledExecutorService clock)
            throws DirectoryException {
        this.environment = environment;
        this.io = io;
        this.clock = clock;
        stateDirectory = directories.state();
        models = new ModelStore(directories.cache().resolve("models"), environment, io);
    }

    LocalModels models() {
        return models;
    }

    /** @param client makes the adapter that talks to the engine */
    ChatProvider provider(EmbeddedSettings settings, EngineClient client) {
        return new EmbeddedProvider(settings, models, launcher(settings), client, clock, io);
    }

    private EngineLauncher launcher(EmbeddedSettings settings) {
        if (settings.engine() == EmbeddedSettings.Engine.LLAMA_SERVER) {
            return new LlamaServerLauncher(settings, environment, stateDirectory);
        }
        Distribution distribution = Distribution.running();
        return new BundledLauncher(
                Path.of(System.getProperty("java.home")),
                distribution.classPath(),
                NativeLibraries.forThisMachine(distribution.natives()),
                settings,
                stateDirectory);
    }
}
