package dev.chatman.spi;

/** A stream that has been opened. */
@FunctionalInterface
public interface StreamHandle {

    /**
     * Gives the stream up at once, whatever it is doing: connecting, waiting or reading. Does not block, may be called
     * from any thread and more than once. After it the sink may still get calls; the host drops them.
     */
    void cancel();
}
