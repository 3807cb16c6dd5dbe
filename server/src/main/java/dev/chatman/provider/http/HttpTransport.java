package dev.chatman.provider.http;

import java.util.concurrent.Executor;

/** Port: sends one HTTP request and pushes its reply, piece by piece, to a reader. */
public interface HttpTransport {

    /**
     * Sends a request; nothing is retried and no redirect is followed.
     *
     * <p>Returns at once and never throws for what can go wrong at run time. The reader is called on threads of
     * {@link #executor()}, never on the caller's.
     *
     * @return the running exchange
     */
    HttpCall send(OutgoingRequest request, ReplyReader reader);

    /** Where replies are read, and where an adapter runs the blocking steps before a request, such as fetching a key. */
    Executor executor();
}
