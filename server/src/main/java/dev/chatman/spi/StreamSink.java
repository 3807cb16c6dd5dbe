package dev.chatman.spi;

/**
 * Where a provider puts what its endpoint sends. The calls for one stream come one after the other, each happening
 * before the next, from any thread.
 */
public interface StreamSink {

    /**
     * A piece of the answer, never empty. May block while the reader of the answer is slow: the provider must not read
     * on meanwhile, so that the endpoint is slowed down too. What arrived together should be passed on together.
     */
    void onDelta(String text);

    /** A piece of the model's reasoning that is not part of the answer. */
    void onThinking(String text);

    /** Token counts; a later call replaces the counts of an earlier one. */
    void onUsage(Usage usage);

    /** What the endpoint is doing while no answer comes: loading, downloading, reading the prompt. */
    void onNotice(Notice notice);

    /**
     * The endpoint sent a sign of life (a byte, a ping, a comment) that carries nothing else. Resets the idle clock;
     * the other methods imply it.
     */
    void onActivity();

    /** The endpoint said that the answer is over. */
    void onDone(FinishReason reason);

    /** The stream failed; what was delivered stays valid. */
    void onError(ProviderException failure);
}
