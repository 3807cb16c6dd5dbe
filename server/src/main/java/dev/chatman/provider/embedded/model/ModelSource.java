package dev.chatman.provider.embedded.model;

import dev.chatman.chat.LocalModels.ProgressListener;
import java.io.IOException;

/** Port: a place where model files can be fetched from. */
interface ModelSource {

    /** What it is called in messages. */
    String name();

    /** Whether it carries the model. */
    boolean offers(CatalogModel model);

    /**
     * Fetches the model into the part file, or what is missing of it. Blocks; looks at the cancellation several times a
     * second.
     *
     * @return the checksum the source vouches for, or an empty string
     * @throws Unavailable when this source cannot give it, so that the next one is tried
     * @throws IOException when the part file cannot be written
     */
    String fetch(CatalogModel model, PartFile part, ProgressListener progress, Cancellation cancellation)
            throws Unavailable, IOException, InterruptedException;

    /** The source cannot give the model. The message is for people, short, without a full stop. */
    final class Unavailable extends Exception {
        Unavailable(String message) {
            super(message);
        }

        Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
