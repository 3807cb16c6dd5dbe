package dev.chatman.provider.embedded;

import dev.chatman.chat.LocalModels;
import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.spi.ChatProvider;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Answers with a small model on this machine: sees to it that the model file is there and that an engine runs, and lets
 * the OpenAI-compatible adapter talk to it. Costs nothing until the first chat.
 */
public final class EmbeddedProvider implements ChatProvider {
    private final EmbeddedSettings settings;
    private final LocalModels models;
    private final EngineLauncher launcher;
    private final ModelFiles files;
    private final EngineSupervisor engines;
    private final Executor io;

    /**
     * Starts nothing.
     *
     * @param scheduler runs the idle clock; its tasks are short
     * @param io runs what blocks: disk, downloads' ends, the start of the engine
     */
    public EmbeddedProvider(
            EmbeddedSettings settings,
            LocalModels models,
            EngineLauncher launcher,
            EngineClient client,
            ScheduledExecutorService scheduler,
            Executor io) {
        this.settings = settings;
        this.models = models;
        this.io = io;
        this.launcher = launcher;
        this.files = new ModelFiles(models);
        this.engines = new EngineSupervisor(
                new EngineStart(launcher, client, files), settings.idleStop(), scheduler, io, System::nanoTime);
    }

    @Override
    public CompletionStage<List<ModelInfo>> models() {
        return CompletableFuture.supplyAsync(
                () -> models.list().stream().map(this::info).toList(), io);
    }

    @Override
    public CompletionStage<@Nullable Void> check(String model) {
        CompletableFuture<@Nullable Void> checked = new CompletableFuture<>();
        io.execute(() -> {
            try {
                launcher.check();
                Optional<Path> file = models.find(model.isEmpty() ? defaultModel() : model);
                if (file.isPresent()) {
                    launcher.check(files.header(file.get()));
                }
                checked.complete(null);
            } catch (ProviderException | RuntimeException failure) {
                checked.completeExceptionally(failure);
            }
        });
        return checked;
    }

    @Override
    public StreamHandle chat(ChatRequest request, StreamSink sink) {
        EmbeddedChat chat = new EmbeddedChat(models, engines, request, sink);
        io.execute(() -> chat.begin(() -> modelId(request)));
        return chat;
    }

    @Override
    public void close() {
        engines.close();
    }

    private String modelId(ChatRequest request) {
        return request.model().isEmpty() ? defaultModel() : request.model();
    }

    private String defaultModel() {
        String configured = settings.model();
        return configured != null
                ? configured
                : models.list().stream()
                        .filter(LocalModel::isDefault)
                        .findFirst()
                        .orElseThrow()
                        .id();
    }

    private ModelInfo info(LocalModel model) {
        return new ModelInfo(model.id(), null, settings.contextTokens(), null, null);
    }
}
