package dev.chatman.provider.embedded.model;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The model directory: the catalogue's models, and whatever GGUF files the user put there. A model is named by its
 * catalogue id, by its file's name in the directory, or by the path of a file anywhere.
 */
public final class ModelStore implements LocalModels {
    private static final String HUB = "https://huggingface.co";
    private static final String SUFFIX = ".gguf";

    private final Path directory;
    private final Catalog catalog;
    private final DiskSpace space;
    private final List<ModelSource> sources;
    private final Executor io;

    /**
     * Touches nothing yet.
     *
     * @param environment {@code HF_ENDPOINT} names another hub; the rest is for {@code pip}
     * @param io runs downloads, which block: one thread each, and some for the transfer
     */
    public ModelStore(Path directory, Map<String, String> environment, Executor io) {
        this(
                directory,
                Catalog.BUILT_IN,
                DiskSpace.REAL,
                List.of(hub(environment, io), new PythonSource(environment)),
                io);
    }

    ModelStore(Path directory, Catalog catalog, DiskSpace space, List<ModelSource> sources, Executor io) {
        this.directory = directory.toAbsolutePath();
        this.catalog = catalog;
        this.space = space;
        this.sources = List.copyOf(sources);
        this.io = io;
    }

    @Override
    public List<LocalModel> list() {
        List<LocalModel> models = new ArrayList<>();
        for (CatalogModel model : catalog.models()) {
            Path file = file(model);
            boolean there = Files.isRegularFile(file);
            models.add(new LocalModel(
                    model.id(),
                    there ? size(file) : model.bytes(),
                    there ? file : null,
                    model.equals(catalog.standard()),
                    model.note()));
        }
        for (Path file : otherFiles()) {
            models.add(new LocalModel(
                    String.valueOf(file.getFileName()), size(file), file, false, "A file in the model directory."));
        }
        return List.copyOf(models);
    }

    @Override
    public Optional<Path> find(String id) {
        Optional<CatalogModel> model = catalog.find(id);
        return model.isEmpty()
                ? Optional.of(existing(id))
                : model.map(this::file).filter(Files::isRegularFile);
    }

    @Override
    public Optional<String> catalogueId(Path file) {
        return catalog.models().stream()
                .filter(model -> file(model).equals(file.toAbsolutePath()))
                .map(CatalogModel::id)
                .findFirst();
    }

    @Override
    public CompletableFuture<Path> pull(String id, ProgressListener progress) {
        CompletableFuture<Path> result = new CompletableFuture<>();
        Cancellation cancellation = new Cancellation();
        var unused = result.whenComplete((file, failure) -> cancellation.cancel());
        io.execute(() -> {
            try {
                result.complete(fetched(id, progress, cancellation));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                result.cancel(false);
            } catch (RuntimeException | Error failure) {
                result.completeExceptionally(failure);
            }
        });
        return result;
    }

    @Override
    public void remove(String id) {
        Path file = catalog.find(id).map(this::file).orElseGet(() -> inDirectory(id));
        try {
            boolean partial = new PartFile(file, space).size() > 0;
            new PartFile(file, space).discard();
            if (!Files.deleteIfExists(file) && !partial) {
                throw ChatException.of(
                        ErrorCode.INVALID_REQUEST,
                        "The model " + id + " is not on this machine, so there is nothing to remove.",
                        "`chatman models` says which ones are.");
            }
        } catch (IOException failure) {
            throw ChatException.of(
                    ErrorCode.INVALID_REQUEST,
                    "The model file " + file + " cannot be deleted: " + failure.getMessage() + ".",
                    "Check that no engine uses it and that the directory is writable.");
        }
    }

    private Path fetched(String id, ProgressListener progress, Cancellation cancellation) throws InterruptedException {
        Optional<Path> file = find(id);
        if (file.isPresent()) {
            return file.get();
        }
        CatalogModel model = catalog.find(id).orElseThrow(() -> unknown(id));
        return new ModelDownload(model, new PartFile(file(model), space), sources).run(progress, cancellation);
    }

    private Path file(CatalogModel model) {
        return directory.resolve(model.file());
    }

    private Path existing(String id) {
        Path path;
        try {
            path = Path.of(id);
        } catch (InvalidPathException noPath) {
            throw unknown(id);
        }
        return Stream.of(path, directory.resolve(path))
                .filter(Files::isRegularFile)
                .map(Path::toAbsolutePath)
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    /** Only files of the directory itself can be removed. */
    private Path inDirectory(String id) {
        return otherFiles().stream()
                .filter(file -> String.valueOf(file.getFileName()).equals(id))
                .findFirst()
                .orElseThrow(() -> unknown(id));
    }

    private ChatException unknown(String id) {
        String ids = catalog.models().stream().map(CatalogModel::id).collect(Collectors.joining(", "));
        return ChatException.of(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no model \"" + id + "\": it is neither in the catalogue nor a file.",
                "Known are " + ids + "; or give the path of a GGUF file.");
    }

    private List<Path> otherFiles() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().toLowerCase(Locale.ROOT).endsWith(SUFFIX))
                    .filter(file -> catalog.models().stream().noneMatch(model -> file.endsWith(model.file())))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw ChatException.of(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "The model directory " + directory + " cannot be read: " + unreadable.getMessage() + ".",
                    "Check its permissions.");
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException vanished) {
            return 0;
        }
    }

    private static ModelSource hub(Map<String, String> environment, Executor io) {
        String endpoint = environment.getOrDefault("HF_ENDPOINT", "");
        return new HubSource(endpoint.isBlank() ? HUB : endpoint.strip(), HubSource.Timeouts.STANDARD, io);
    }
}
