package dev.chatman.settings;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Time limits of one endpoint; null means the default for its kind, zero means none.
 *
 * @param connect until the connection stands
 * @param firstEvent from there until the model's first sign of an answer
 * @param idle between two bytes of the stream, pings included
 * @param progressIdle between two events that carry something, pings not included
 * @param total for the whole answer, retries included
 */
public record ClockSettings(
        @Nullable Duration connect,
        @Nullable Duration firstEvent,
        @Nullable Duration idle,
        @Nullable Duration progressIdle,
        @Nullable Duration total) {

    public static final ClockSettings DEFAULTS = new ClockSettings(null, null, null, null, null);
}
