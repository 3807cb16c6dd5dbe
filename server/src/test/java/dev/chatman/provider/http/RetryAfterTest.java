package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {

    private final RetryAfter retryAfter =
            new RetryAfter(Clock.fixed(Instant.parse("2026-11-22T12:00:00Z"), ZoneOffset.UTC));

    private Optional<Duration> of(String... nameAndValue) {
        Map<String, List<String>> headers = new TreeMap<>();
        for (int i = 0; i < nameAndValue.length; i += 2) {
            headers.put(nameAndValue[i], List.of(nameAndValue[i + 1]));
        }
        return retryAfter.of(ReplyHead.of(429, headers));
    }

    @ParameterizedTest
    @CsvSource({
        "Retry-After, 7, 7000",
        "Retry-After, 0, 0",
        "Retry-After, 1.5, 1500",
        "retry-after-ms, 250, 250",
        "retry-after-ms, 250.4, 251",
        "Retry-After, 'Sun, 22 Nov 2026 12:00:09 GMT', 9000",
    })
    void readsEveryForm(String name, String value, long millis) {
        assertEquals(Optional.of(Duration.ofMillis(millis)), of(name, value));
    }

    @ParameterizedTest
    @CsvSource({
        "-1",
        "NaN",
        "Infinity",
        "1e300",
        "soon",
        "''",
        "86401",
        "'Sun, 22 Nov 2026 11:00:00 GMT'",
        "'Mon, 01 Jan 2999 00:00:00 GMT'",
        "'Sun, 99 Nov 2026 11:00:00 GMT'",
    })
    void ignoresWhatMakesNoSense(String value) {
        assertEquals(Optional.empty(), of("Retry-After", value));
    }

    @Test
    void measuresADateAgainstTheRepliesOwn() {
        assertEquals(
                Optional.of(Duration.ofSeconds(30)),
                of("Retry-After", "Sun, 22 Nov 2026 18:00:30 GMT", "Date", "Sun, 22 Nov 2026 18:00:00 GMT"));
    }

    @Test
    void prefersMilliseconds() {
        assertEquals(Optional.of(Duration.ofMillis(90)), of("Retry-After", "1", "Retry-After-Ms", "90"));
    }

    @Test
    void fallsBackToSecondsWhenMillisecondsMakeNoSense() {
        assertEquals(Optional.of(Duration.ofSeconds(1)), of("Retry-After", "1", "Retry-After-Ms", "-5"));
    }
}
