package dev.chatman.lsp;

import dev.chatman.chat.ChatException;
import java.util.concurrent.CompletableFuture;
import org.eclipse.lsp4j.jsonrpc.Endpoint;
import org.eclipse.lsp4j.jsonrpc.ResponseErrorException;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseError;
import org.eclipse.lsp4j.jsonrpc.messages.ResponseErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * Lets messages through in the order that LSP prescribes: nothing before {@code initialize}, that one only once, and
 * nothing but {@code exit} after {@code shutdown}. Used by the reader thread only.
 */
final class LifecycleGate implements Endpoint {

    private final ServerLog log;
    private final Endpoint services;
    private State state = State.NEW;

    private enum State {
        NEW,
        RUNNING,
        SHUT_DOWN
    }

    LifecycleGate(Endpoint services, ServerLog log) {
        this.services = services;
        this.log = log;
    }

    @Override
    public CompletableFuture<?> request(String method, @Nullable Object params) {
        log.trace("Received request '" + method + "'.");
        boolean initialize = method.equals("initialize");
        if (state == State.NEW && !initialize) {
            throw refused(ResponseErrorCode.ServerNotInitialized, "Send 'initialize' first.");
        }
        if (state == State.SHUT_DOWN) {
            throw refused(ResponseErrorCode.InvalidRequest, "The server has been shut down.");
        }
        if (state == State.RUNNING && initialize) {
            throw refused(ResponseErrorCode.InvalidRequest, "The server is initialized already.");
        }
        CompletableFuture<?> answer = services.request(method, params);
        if (initialize) {
            state = State.RUNNING;
        } else if (method.equals("shutdown")) {
            state = State.SHUT_DOWN;
        }
        return answer;
    }

    @Override
    public void notify(String method, @Nullable Object params) {
        if (state != State.RUNNING && !method.equals("exit")) {
            return;
        }
        try {
            services.notify(method, params);
        } catch (ChatException wrong) {
            log.warning(method + " was ignored: " + wrong.message());
        } catch (RuntimeException bug) {
            log.bug(bug);
        }
    }

    private static ResponseErrorException refused(ResponseErrorCode code, String message) {
        return new ResponseErrorException(new ResponseError(code, message, null));
    }
}
