package dev.chatman.provider;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.spi.ErrorCode;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A catalogue of one model, which has not been fetched. */
final class OneModelInTheCatalogue implements LocalModels {
    boolean unreadable;

    @Override
    public List<LocalModel> list() {
        if (unreadable) {
            throw ChatException.of(ErrorCode.ENGINE_UNAVAILABLE, "It cannot be read.", "Check its permissions.");
        }
        return List.of(new LocalModel("smol", 98_000_000, null, true, "small"));
    }

    @Override
    public Optional<Path> find(String id) {
        throw new AssertionError("Whoever runs it looks for " + id);
    }

    @Override
    public Optional<String> catalogueId(Path file) {
        throw new AssertionError("Whoever runs it judges " + file);
    }

    @Override
    public CompletableFuture<Path> pull(String id, ProgressListener progress) {
        throw new AssertionError("Choosing fetches nothing");
    }

    @Override
    public void remove(String id) {
        throw new AssertionError("Choosing removes nothing");
    }
}
