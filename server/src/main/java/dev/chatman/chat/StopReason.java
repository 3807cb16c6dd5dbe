package dev.chatman.chat;

import java.util.Locale;

/** Why an answer ended. */
public enum StopReason {
    /** The model was done. */
    COMPLETE,
    /** The output limit or the end of the context was reached. */
    LENGTH,
    /** The model or its safety system declined. */
    REFUSED,
    /** The user stopped it; what had arrived is kept. */
    CANCELLED,
    /** It failed after text had arrived; what had arrived is kept. */
    INTERRUPTED;

    /** The name on the wire: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
