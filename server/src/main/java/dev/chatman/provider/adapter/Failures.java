package dev.chatman.provider.adapter;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.util.concurrent.CompletionException;

/** How failures pass through stages. */
final class Failures {

    private Failures() {}

    /** Lets a checked failure out of a stage's function. */
    static CompletionException wrap(ProviderException failure) {
        return new CompletionException(failure);
    }

    /** What a stage failed with; anything but a {@link ProviderException} is a bug. */
    static ProviderException classify(Throwable thrown) {
        Throwable t = thrown;
        while (t instanceof CompletionException && t.getCause() != null) {
            t = t.getCause();
        }
        return t instanceof ProviderException known
                ? known
                : ProviderException.of(ErrorCode.INTERNAL, "The request failed because of a bug in ChatMan.")
                        .withCause(t);
    }
}
