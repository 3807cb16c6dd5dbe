package dev.chatman.provider.http;

/** A running exchange. */
@FunctionalInterface
public interface HttpCall {

    /**
     * Closes the connection at once, whatever the exchange is doing: resolving, connecting, waiting or reading. Does
     * not block and takes no lock that a reader could hold; may be called from any thread and more than once. The
     * reader gets no further calls, though one that runs at this moment goes on to its end.
     */
    void abort();
}
