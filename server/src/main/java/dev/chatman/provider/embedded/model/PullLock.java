package dev.chatman.provider.embedded.model;

import dev.chatman.chat.LocalModels.ProgressListener;
import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Lets one download of a model run at a time, in this process and others. The system releases the lock when its holder
 * dies; the empty lock file stays, because deleting it would let two others each hold a lock of their own.
 */
final class PullLock implements Closeable {
    private static final long LOOK_MILLIS = 200;

    private final FileChannel channel;

    private PullLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until it is free, reporting the progress of the one who has it. */
    static PullLock acquire(PartFile part, CatalogModel model, ProgressListener progress, Cancellation cancellation)
            throws IOException, InterruptedException {
        Path file = part.directory().resolve("." + model.id() + ".lock");
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        boolean acquired = false;
        try {
            while (tryLock(channel) == null) {
                cancellation.check();
                progress.onProgress("another download that is running", part.size(), model.bytes());
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
            acquired = true;
            return new PullLock(channel);
        } finally {
            if (!acquired) {
                channel.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
