package dev.chatman.lsp;

import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Stands for an endpoint that is made later: the services talk to the client through the same {@code RemoteEndpoint} that
 * calls them. Bound before the first message is read.
 */
final class LateEndpoint implements Endpoint {

    private volatile @Nullable Endpoint target;

    void bind(Endpoint newTarget) {
        target = newTarget;
    }

    @Override
    public CompletableFuture<?> request(String method, @Nullable Object params) {
        return bound().request(method, params);
    }

    @Override
    public void notify(String method, @Nullable Object params) {
        bound().notify(method, params);
    }

    private Endpoint bound() {
        Endpoint bound = target;
        if (bound == null) {
            throw new IllegalStateException("A message came before the services were there.");
        }
        return bound;
    }
}
