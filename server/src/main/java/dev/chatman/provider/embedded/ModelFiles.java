package dev.chatman.provider.embedded;

import dev.chatman.chat.LocalModels;
import dev.chatman.provider.embedded.model.GgufHeader;
import dev.chatman.spi.ProviderException;
import java.io.IOException;
import java.nio.file.Path;

/** Reads the headers of model files, and knows what to do about a file that cannot be used. */
final class ModelFiles {
    private final LocalModels models;

    ModelFiles(LocalModels models) {
        this.models = models;
    }

    /**
     * The header.
     *
     * @throws ProviderException {@code ENGINE_UNAVAILABLE} when it cannot be read, or no model is in the file
     */
    GgufHeader header(Path file) throws ProviderException {
        try {
            return GgufHeader.read(file);
        } catch (GgufHeader.Unreadable damaged) {
            throw EngineFailures.unavailable(
                    "The model file " + file + " cannot be used: " + damaged.getMessage() + ".", remedy(file), damaged);
        } catch (IOException unreadable) {
            throw EngineFailures.unavailable(
                    "The model file " + file + " cannot be read: " + unreadable.getMessage() + ".",
                    "Check that the file exists and that you may read it.",
                    unreadable);
        }
    }

    /** ChatMan fetches again what it has fetched; a file of the user's is for the user to replace. */
    String remedy(Path file) {
        return models.catalogueId(file)
                .map(id -> "Fetch it again (chatman models remove " + id + ", then: chatman models pull " + id
                        + "), or choose another model.")
                .orElse("Get the file again from where it came from, or choose another model; `chatman models` lists"
                        + " those that ChatMan can fetch.");
    }
}
