package dev.chatman.provider.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Reads what nobody wants to see, so that the writer is not held up. */
final class Discard {
    private Discard() {}

    /** On a thread of its own, which ends with the stream. */
    static void follow(InputStream stream) {
        Thread thread = new Thread(
                () -> {
                    try (stream) {
                        stream.transferTo(OutputStream.nullOutputStream());
                    } catch (IOException ended) {
                        // The child has gone, and with it the reason to read.
                        return;
                    }
                },
                "engine-stdout");
        thread.setDaemon(true);
        thread.start();
    }
}
