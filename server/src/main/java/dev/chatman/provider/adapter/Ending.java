package dev.chatman.provider.adapter;

/** Why an endpoint ended its answer, whatever its protocol's word for it. */
public enum Ending {
    /** The model was done. */
    COMPLETE,
    /** The output limit was reached, or there is more to come for another reason. */
    LENGTH,
    /** Prompt and answer filled the model's context. */
    CONTEXT_FULL,
    /** The model or its safety system declined. */
    DECLINED,
    /** The endpoint gave up. */
    BROKEN_OFF,
    /** The endpoint gave up for lack of capacity. */
    OVERLOADED
}
