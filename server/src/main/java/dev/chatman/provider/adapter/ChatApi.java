package dev.chatman.provider.adapter;

import com.google.gson.JsonObject;
import dev.chatman.provider.http.Framing;
import dev.chatman.provider.http.ReplyHead;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A protocol as one endpoint speaks it: its paths, bodies, events and errors. Safe for use by several threads. */
public interface ChatApi {

    HttpEndpoint endpoint();

    /** What the endpoint should be, for people who gave the wrong address, as in "an OpenAI-compatible endpoint". */
    String description();

    URI chatUri();

    URI modelsUri();

    /** The header that carries the key, and what stands before the key in it; a bearer token by default. */
    default KeyHeader keyHeader() {
        return new KeyHeader("Authorization", "Bearer ");
    }

    /** Headers of every request, besides the usual ones and the user's. */
    default Map<String, String> headers() {
        return Map.of();
    }

    /** The body of a request for a stream; optional parameters only when they are set and not known to be rejected. */
    JsonObject encode(ChatRequest request, Adaptation known);

    /**
     * How to ask again after a rejection; empty when no optional parameter was the cause.
     *
     * @param sent the body that was rejected
     * @param used what was known when it was made
     */
    Optional<Adaptation> afterRejection(ErrorBody error, JsonObject sent, Adaptation used);

    /** What the replies' streams are made of. */
    default Framing framing() {
        return Framing.EVENTS;
    }

    /** How large a context its requests ask for, in tokens; null where that is left to the endpoint. */
    default @Nullable Integer contextTokens(String model) {
        return null;
    }

    /** What has to be asked before a model can be; empty when nothing has, or when it is known already. */
    default Optional<Inquiry> inquiry(String model) {
        return Optional.empty();
    }

    /** Reads the next reply. */
    ReplyCodec reply();

    /** A piece of the catalogue; empty when the body is none. */
    Optional<ModelPage> models(String body);

    /** Takes note of the whole catalogue, and puts first what to suggest to who names no model. */
    default List<ModelInfo> arrange(List<ModelInfo> catalogue) {
        return catalogue;
    }

    /** Whether a failed request may be sent again, where the protocol has a rule of its own; null leaves it open. */
    default @Nullable Boolean retryable(ErrorCode code, ReplyHead head) {
        return null;
    }

    /** What to do about an error, where the protocol knows more than its code says; null leaves it to the code. */
    default @Nullable String hint(ErrorCode code, String model) {
        return null;
    }

    /** A page that helps against an error. */
    default @Nullable String helpUrl(ErrorCode code) {
        return null;
    }

    /**
     * Where a key goes.
     *
     * @param prefix what stands before the key, blank included
     */
    record KeyHeader(String name, String prefix) {}

    /**
     * A question before a chat. That the endpoint rejects it is no failure: the chat's own reply tells what is wrong.
     *
     * @param body what to POST
     * @param answer takes the body of a successful reply, on any thread
     */
    record Inquiry(URI uri, JsonObject body, Consumer<String> answer) {}
}
