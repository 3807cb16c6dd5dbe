package dev.chatman.provider.resilience;

import dev.chatman.settings.ClockSettings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The time limits of one answer; zero means none. Time in which the reader of the answer holds the stream up does not
 * count.
 *
 * @param connect until the connection stands; kept by the transport
 * @param firstEvent until the first text or thinking, starting anew while loading or reading the prompt advances
 * @param idle between two signs of life after that, pings included: tells a dead connection
 * @param progressIdle between two signs of life that mean something: tells an endpoint that only pings
 * @param total for the whole answer, retries included
 */
public record StreamClocks(
        Duration connect, Duration firstEvent, Duration idle, Duration progressIdle, Duration total) {

    private static final StreamClocks CLOUD = ofSeconds(10, 60, 90, 300, 600);
    private static final StreamClocks LOCAL = ofSeconds(2, 300, 120, 300, 0);

    /**
     * The clocks of an endpoint.
     *
     * @param local whether it runs on this machine or beside it, where loading a model takes its time
     * @param timeout the longest silence allowed of a cloud provider, in place of first event and idle; null for their
     *     defaults
     * @param settings what the user set for this endpoint; wins over everything
     */
    public static StreamClocks of(boolean local, @Nullable Duration timeout, ClockSettings settings) {
        StreamClocks defaults = local ? LOCAL : CLOUD;
        Duration silence = local ? null : timeout;
        return new StreamClocks(
                first(settings.connect(), defaults.connect),
                first(settings.firstEvent(), first(silence, defaults.firstEvent)),
                first(settings.idle(), first(silence, defaults.idle)),
                first(settings.progressIdle(), defaults.progressIdle),
                first(settings.total(), defaults.total));
    }

    private static Duration first(@Nullable Duration preferred, Duration otherwise) {
        return preferred != null ? preferred : otherwise;
    }

    private static StreamClocks ofSeconds(int connect, int firstEvent, int idle, int progressIdle, int total) {
        return new StreamClocks(
                Duration.ofSeconds(connect),
                Duration.ofSeconds(firstEvent),
                Duration.ofSeconds(idle),
                Duration.ofSeconds(progressIdle),
                Duration.ofSeconds(total));
    }
}
