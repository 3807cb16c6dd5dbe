package dev.chatman.chat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Port: the model files of the embedded engine. */
public interface LocalModels {

    /** The catalogue, and whatever else lies in the model directory. Reads the disk. */
    List<LocalModel> list();

    /**
     * The file of a model. Reads the disk.
     *
     * @param id as for {@link #pull}
     * @return empty when it has to be fetched
     * @throws ChatException when there is no such model
     */
    Optional<Path> find(String id);

    /** Which model of the catalogue a file is, told from where it lies; empty for a file of the user's. */
    Optional<String> catalogueId(Path file);

    /**
     * Fetches a model, or finds it there already. A download that was cut off goes on where it stopped.
     *
     * @param id a catalogue id, or the name or path of a file, which is only looked for
     * @return the file; fails with a {@link ChatException}; cancelling it stops the download and keeps what can be resumed
     */
    CompletableFuture<Path> pull(String id, ProgressListener progress);

    /**
     * Deletes a model's file.
     *
     * @throws ChatException when there is none, or it cannot be deleted
     */
    void remove(String id);

    /**
     * One model.
     *
     * @param bytes its size on disk, or the size of the download
     * @param file where it lies; null when it has to be fetched
     * @param note what to know before choosing it, one sentence
     */
    record LocalModel(String id, long bytes, @Nullable Path file, boolean isDefault, String note) {}

    /** Hears how a download goes, several times a second. */
    @FunctionalInterface
    interface ProgressListener {
        /**
         * More has arrived.
         *
         * @param source where from, for people
         * @param done bytes so far
         * @param total bytes in all
         */
        void onProgress(String source, long done, long total);
    }
}
