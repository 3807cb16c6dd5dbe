package dev.chatman.provider.openai;

import dev.chatman.spi.ProviderException;
import java.util.concurrent.CompletionException;

/** How a checked failure passes through stages. */
final class Failures {

    private Failures() {}

    static CompletionException wrap(ProviderException failure) {
        return new CompletionException(failure);
    }

    static Throwable unwrap(Throwable thrown) {
        Throwable t = thrown;
        while (t instanceof CompletionException && t.getCause() != null) {
            t = t.getCause();
        }
        return t;
    }
}
