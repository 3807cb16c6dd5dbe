package dev.chatman.spi;

/** Why an endpoint ended its answer. */
public enum FinishReason {
    /** The model was done, or met a stop sequence. */
    COMPLETE,
    /** The output limit or the end of the context was reached. */
    LENGTH,
    /** The model or its safety system declined. */
    REFUSED
}
