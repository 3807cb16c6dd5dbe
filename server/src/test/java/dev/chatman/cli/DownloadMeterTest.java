package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DownloadMeterTest {

    private long nanos;
    private final DownloadMeter meter = new DownloadMeter(() -> nanos);

    @Test
    void showsSizeSpeedAndTimeLeft() {
        assertEquals("tiny [                    ] 0 %  0.0 of 98.0 MB", meter.line("tiny", 0, 98_000_000, 120));

        after(Duration.ofSeconds(2));
        assertEquals(
                "tiny [##########          ] 50 %  49.0 of 98.0 MB  24.5 MB/s  2 s left",
                meter.line("tiny", 49_000_000, 98_000_000, 120));

        after(Duration.ofSeconds(2));
        assertEquals(
                "tiny [####################] 100 %  98.0 of 98.0 MB  24.5 MB/s",
                meter.line("tiny", 98_000_000, 98_000_000, 120));
    }

    @Test
    void doesNotCountWhatWasThereBeforeItStarted() {
        meter.line("tiny", 90_000_000, 100_000_000, 120);
        after(Duration.ofSeconds(1));

        assertEquals(
                "tiny [##################  ] 91 %  91.0 of 100.0 MB  1.0 MB/s  9 s left",
                meter.line("tiny", 91_000_000, 100_000_000, 120));
    }

    @Test
    void forgetsTheSpeedOfLongAgo() {
        meter.line("tiny", 0, 10_000_000_000L, 120);
        after(Duration.ofSeconds(1));
        meter.line("tiny", 1_000_000_000, 10_000_000_000L, 120);
        for (int i = 1; i <= 10; i++) {
            after(Duration.ofSeconds(1));
            meter.line("tiny", 1_000_000_000 + i * 1_000_000L, 10_000_000_000L, 120);
        }
        after(Duration.ofSeconds(1));

        assertEquals(
                "tiny [##                  ] 10 %  1011.0 of 10000.0 MB  1.0 MB/s  2 h 29 min left",
                meter.line("tiny", 1_011_000_000, 10_000_000_000L, 120));
    }

    @Test
    void saysNoSpeedWhileNothingMoves() {
        meter.line("tiny", 500, 1_000_000, 120);
        after(Duration.ofSeconds(3));

        assertEquals("tiny [                    ] 0 %  0.0 of 1.0 MB", meter.line("tiny", 500, 1_000_000, 120));
    }

    @Test
    void promisesNoEndOnTheFirstBytes() {
        meter.line("tiny", 0, 98_000_000, 120);
        after(Duration.ofMillis(900));

        assertEquals(
                "tiny [                    ] 0 %  0.0 of 98.0 MB  0.0 MB/s", meter.line("tiny", 90, 98_000_000, 120));
    }

    @Test
    void doesWithoutATotal() {
        meter.line("tiny", 0, 0, 120);
        after(Duration.ofMillis(500));

        assertEquals("tiny  2.0 MB  4.0 MB/s", meter.line("tiny", 2_000_000, 0, 120));
    }

    @Test
    void writesLongTimesInMinutes() {
        meter.line("tiny", 0, 100_000_000, 120);
        after(Duration.ofSeconds(1));

        assertEquals(
                "tiny [                    ] 1 %  1.0 of 100.0 MB  1.0 MB/s  1 min 39 s left",
                meter.line("tiny", 1_000_000, 100_000_000, 120));
    }

    @Test
    void shrinksTheBarToFit() {
        assertEquals("tiny [             ] 0 %  0.0 of 98.0 MB", meter.line("tiny", 0, 98_000_000, 40));
        assertEquals("tiny  0 %  0.0 of 98.0 MB", meter.line("tiny", 0, 98_000_000, 30));
    }

    private void after(Duration time) {
        nanos += time.toNanos();
    }
}
