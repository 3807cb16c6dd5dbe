package dev.chatman.provider.resilience;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clocks of one attempt: what happened when, and which limit has run out. Thread-safe; starts no timer. */
final class AttemptClocks {
    private static final Duration TELL_EVERY = Duration.ofSeconds(10);

    private record Deadline(Duration at, ErrorCode code, String message, String setting) {}

    private final StreamClocks limits;
    private final PausableStopwatch stopwatch;
    private Duration firstEventFrom;
    private Duration lastActivity;
    private Duration lastProgress;
    private Duration tellAfter = TELL_EVERY;
    private Notice.@Nullable Type phase;
    private double fraction;
    private boolean committed;

    /** The first-event clock may have begun with an earlier attempt that met a model still loading. */
    AttemptClocks(StreamClocks limits, PausableStopwatch stopwatch, Duration firstEventFrom) {
        this.limits = limits;
        this.stopwatch = stopwatch;
        this.firstEventFrom = firstEventFrom;
        this.lastActivity = stopwatch.elapsed();
        this.lastProgress = lastActivity;
    }

    /** A byte, a ping. */
    synchronized void activity() {
        lastActivity = stopwatch.elapsed();
    }

    /** Something that means something. */
    synchronized void progress() {
        activity();
        lastProgress = lastActivity;
        tellAfter = TELL_EVERY;
    }

    /** The first text or thinking: from here the idle clocks run instead of the first-event clock. */
    synchronized void commit() {
        progress();
        committed = true;
    }

    /** Loading and reading start the first-event clock anew, but only as long as they get on: a hung one repeats itself. */
    synchronized void notice(Notice notice) {
        progress();
        boolean preparing = switch (notice.type()) {
            case LOADING, DOWNLOADING, READING -> true;
            default -> false;
        };
        if (!preparing) {
            return;
        }
        Double done = notice.fraction();
        if (notice.type() != phase || (done != null && done > fraction)) {
            phase = notice.type();
            fraction = done == null ? 0 : done;
            firstEventFrom = lastProgress;
        }
    }

    synchronized Duration firstEventFrom() {
        return firstEventFrom;
    }

    /** The failure of the clock that has run out. */
    synchronized Optional<ProviderException> expired() {
        Duration now = stopwatch.elapsed();
        return next().filter(deadline -> deadline.at.compareTo(now) <= 0)
                .map(deadline -> ProviderException.of(deadline.code, deadline.message)
                        .withHint("Try again, or set the provider's clocks." + deadline.setting
                                + " higher in the settings (0 for no limit)."));
    }

    /** How long until a clock runs out if nothing happens; empty when none runs. */
    synchronized Optional<Duration> untilNext() {
        Duration now = stopwatch.elapsed();
        return next().map(deadline -> deadline.at.minus(now));
    }

    /** How long nothing has come, each time another ten seconds are full. */
    synchronized Optional<Duration> silenceToTell() {
        Duration silence = stopwatch.elapsed().minus(lastProgress);
        if (silence.compareTo(tellAfter) < 0) {
            return Optional.empty();
        }
        tellAfter = silence.plus(TELL_EVERY);
        return Optional.of(silence);
    }

    private Optional<Deadline> next() {
        List<Deadline> deadlines = new ArrayList<>();
        add(
                deadlines,
                Duration.ZERO,
                limits.total(),
                ErrorCode.TIMEOUT_TOTAL,
                "totalSecs",
                "The answer took more than");
        if (committed) {
            add(deadlines, lastActivity, limits.idle(), ErrorCode.TIMEOUT_IDLE, "idleSecs", "Nothing came for");
            add(
                    deadlines,
                    lastProgress,
                    limits.progressIdle(),
                    ErrorCode.TIMEOUT_IDLE,
                    "progressIdleSecs",
                    "The provider was alive but sent nothing for");
        } else {
            add(
                    deadlines,
                    firstEventFrom,
                    limits.firstEvent(),
                    ErrorCode.TIMEOUT_FIRST_TOKEN,
                    "firstEventSecs",
                    "No answer within");
        }
        return deadlines.stream().min(Comparator.comparing(Deadline::at));
    }

    private static void add(
            List<Deadline> deadlines, Duration from, Duration limit, ErrorCode code, String setting, String message) {
        if (!limit.isZero()) {
            String sentence = message + " " + Seconds.of(limit) + ".";
            deadlines.add(new Deadline(from.plus(limit), code, sentence, setting));
        }
    }
}
