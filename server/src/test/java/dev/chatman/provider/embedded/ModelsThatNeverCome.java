package dev.chatman.provider.embedded;

import dev.chatman.chat.LocalModels;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** One model whose download stands at a third. */
final class ModelsThatNeverCome implements LocalModels {
    final CompletableFuture<Path> download = new CompletableFuture<>();

    @Override
    public List<LocalModel> list() {
        return List.of(new LocalModel("slow", 30, null, true, "Never comes."));
    }

    @Override
    public Optional<Path> find(String id) {
        return Optional.empty();
    }

    @Override
    public Optional<String> catalogueId(Path file) {
        return Optional.empty();
    }

    @Override
    public CompletableFuture<Path> pull(String id, ProgressListener progress) {
        progress.onProgress("hub.example", 10_000_000, 30_000_000);
        return download;
    }

    @Override
    public void remove(String id) {
        throw new AssertionError("nobody removes " + id);
    }
}
