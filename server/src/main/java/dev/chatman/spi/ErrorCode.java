package dev.chatman.spi;

/** The one vocabulary of what can go wrong with a request to a model. Names are part of the wire protocol. */
public enum ErrorCode {
    /** No API key is configured. */
    AUTH_MISSING(false),
    /** The endpoint rejected the API key. */
    AUTH_INVALID(false),
    /** The key is valid but may not do this. */
    PERMISSION_DENIED(false),
    /** Out of credit, quota or spend limit. */
    QUOTA_EXHAUSTED(false),
    /** Too many requests or tokens for now. */
    RATE_LIMITED(true),
    /** The endpoint has no capacity for now. */
    OVERLOADED(true),
    /** The endpoint does not serve this model. */
    MODEL_NOT_FOUND(false),
    /** The endpoint is loading the model. */
    MODEL_LOADING(true),
    /** Prompt and answer do not fit the model's context. */
    CONTEXT_LENGTH_EXCEEDED(false),
    /** The request is larger than the endpoint accepts. */
    REQUEST_TOO_LARGE(false),
    /** The endpoint (or ChatMan) rejected a parameter. */
    INVALID_REQUEST(false),
    /** The model's safety system declined before any text. */
    CONTENT_FILTERED(false),
    /** No connection to the endpoint. */
    NETWORK_UNREACHABLE(true),
    /** The TLS handshake failed. */
    TLS_ERROR(false),
    /** No connection within the connect clock. */
    TIMEOUT_CONNECT(true),
    /** Nothing came within the first-event clock. */
    TIMEOUT_FIRST_TOKEN(true),
    /** The stream went silent for longer than the idle clocks allow. */
    TIMEOUT_IDLE(true),
    /** The whole answer took longer than the total clock allows. */
    TIMEOUT_TOTAL(false),
    /** The connection ended before the answer did. */
    STREAM_INTERRUPTED(true),
    /** The endpoint sent something that is not the protocol. */
    PROTOCOL_ERROR(false),
    /** The endpoint failed. */
    SERVER_ERROR(true),
    /** The user stopped the request. */
    CANCELLED(false),
    /** The endpoint is paused after repeated failures. */
    CIRCUIT_OPEN(false),
    /** A local engine is busy with another answer. */
    LOCAL_BUSY(false),
    /** The embedded model or its engine cannot be had or started. */
    ENGINE_UNAVAILABLE(false),
    /** A third-party provider broke its contract. */
    PLUGIN_ERROR(false),
    /** A bug in ChatMan. */
    INTERNAL(false);

    private final boolean retryable;

    ErrorCode(boolean retryable) {
        this.retryable = retryable;
    }

    /** Whether the same request may succeed later without the user changing anything. */
    public boolean retryable() {
        return retryable;
    }
}
