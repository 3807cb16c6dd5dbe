package dev.chatman.provider.http;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/** Reads the wait an endpoint asks for, in all the forms seen. */
public final class RetryAfter {

    /** A longer wait is taken for a mistake of the endpoint. */
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Clock clock;

    /** @param clock tells the time where the reply does not */
    public RetryAfter(Clock clock) {
        this.clock = clock;
    }

    /**
     * The wait from {@code retry-after-ms}, else from {@code retry-after} as seconds or as a date; negative, absurd and
     * malformed values count as absent. A date is measured against the reply's own, so that a wrong clock on either
     * side does no harm.
     */
    public Optional<Duration> of(ReplyHead head) {
        return head.header("retry-after-ms")
                .flatMap(value -> number(value, 1))
                .or(() -> head.header("retry-after")
                        .flatMap(value -> number(value, 1000).or(() -> until(value, head))));
    }

    /** A wait in seconds, with or without the unit, as in {@code 34s} or {@code 1.5}. */
    public static Optional<Duration> seconds(String value) {
        String text = value.strip();
        return number(text.endsWith("s") ? text.substring(0, text.length() - 1) : text, 1000);
    }

    private static Optional<Duration> number(String value, int millisPerUnit) {
        try {
            double millis = Double.parseDouble(value.strip()) * millisPerUnit;
            return millis >= 0 && millis <= LONGEST.toMillis()
                    ? Optional.of(Duration.ofMillis((long) Math.ceil(millis)))
                    : Optional.empty();
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private Optional<Duration> until(String value, ReplyHead head) {
        Instant now = head.header("date").flatMap(RetryAfter::date).orElseGet(clock::instant);
        return date(value).map(then -> Duration.between(now, then)).filter(RetryAfter::sensible);
    }

    private static Optional<Instant> date(String value) {
        try {
            DateTimeFormatter format = DateTimeFormatter.RFC_1123_DATE_TIME.withLocale(Locale.ROOT);
            return Optional.of(ZonedDateTime.parse(value.strip(), format).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static boolean sensible(Duration wait) {
        return !wait.isNegative() && wait.compareTo(LONGEST) <= 0;
    }
}
