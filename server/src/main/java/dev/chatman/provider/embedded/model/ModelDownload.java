package dev.chatman.provider.embedded.model;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels.ProgressListener;
import dev.chatman.provider.embedded.model.ModelSource.Unavailable;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Gets one model's file, from the first source that has it: fetch, compare size and checksum, rename. What is wrong is
 * deleted; what is incomplete stays to be resumed.
 */
final class ModelDownload {
    private static final String THREE_WAYS =
            "Three ways to get one: (1) connect to the internet (or set a proxy) and run: chatman models pull %s; (2) "
                    + "put any GGUF file on this machine and name it with CHATMAN_MODEL=/path/to.gguf, --model or the "
                    + "setting embedded.model; (3) run a local engine (Ollama, llama-server, LM Studio) or name an "
                    + "endpoint in the settings.";

    private final CatalogModel model;
    private final PartFile part;
    private final List<ModelSource> sources;

    ModelDownload(CatalogModel model, PartFile part, List<ModelSource> sources) {
        this.model = model;
        this.part = part;
        this.sources = sources;
    }

    /** Blocks until the file is there. */
    Path run(ProgressListener progress, Cancellation cancellation) throws InterruptedException {
        List<String> tried = new ArrayList<>();
        try {
            Files.createDirectories(part.directory());
            PullLock lock = PullLock.acquire(part, model, progress, cancellation);
            try {
                if (Files.exists(part.file())) {
                    return part.file();
                }
                for (ModelSource source : sources) {
                    if (source.offers(model) && fetched(source, progress, cancellation, tried)) {
                        return part.file();
                    }
                }
            } finally {
                lock.close();
            }
        } catch (IOException failure) {
            throw unwritable(failure);
        }
        throw ChatException.of(
                ErrorCode.ENGINE_UNAVAILABLE,
                "The model " + model.id() + " could not be fetched: " + String.join("; ", tried) + ".",
                THREE_WAYS.formatted(model.id()));
    }

    private boolean fetched(
            ModelSource source, ProgressListener progress, Cancellation cancellation, List<String> tried)
            throws IOException, InterruptedException {
        try {
            String vouched = source.fetch(model, part, progress, cancellation);
            verify(vouched, cancellation);
            part.complete();
            return true;
        } catch (Unavailable unavailable) {
            tried.add(source.name() + ": " + unavailable.getMessage());
            return false;
        }
    }

    private void verify(String vouched, Cancellation cancellation) throws Unavailable, IOException {
        String expected = model.sha256() == null ? vouched : model.sha256();
        if (expected.isEmpty()) {
            part.discard();
            throw new Unavailable("it gives no checksum for the file, so the file cannot be trusted");
        }
        if (!Checksum.sha256(part.path(), cancellation).equals(expected)) {
            part.discard();
            throw new Unavailable("the file is damaged or another one (its checksum differs) and was deleted");
        }
        try {
            GgufHeader.read(part.path());
        } catch (GgufHeader.Unreadable damaged) {
            part.discard();
            throw new Unavailable("the file cannot be used: " + damaged.getMessage(), damaged);
        }
    }

    /** A full disk is given back what the download took; after any other trouble it can be resumed. */
    private ChatException unwritable(IOException failure) {
        Path directory = part.directory();
        if (!DiskSpace.ranOut(failure)) {
            return ChatException.of(
                    ErrorCode.ENGINE_UNAVAILABLE,
                    "The model " + model.id() + " cannot be written to " + directory + ": " + failure.getMessage()
                            + ".",
                    "Check that the directory is writable, or name another one with XDG_CACHE_HOME.");
        }
        String detail = failure instanceof DiskSpace.Exhausted exhausted ? ": " + exhausted.getReason() : "";
        try {
            part.discard();
        } catch (IOException undeletable) {
            detail += "; " + part.path() + " could not be deleted";
        }
        return ChatException.of(
                ErrorCode.ENGINE_UNAVAILABLE,
                "The disk is too full for the model " + model.id() + " in " + directory + detail + ".",
                "Free some space, or name a GGUF file on another disk with --model or the setting embedded.model.");
    }
}
