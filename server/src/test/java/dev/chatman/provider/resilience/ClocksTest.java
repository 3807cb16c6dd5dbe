package dev.chatman.provider.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.settings.ClockSettings;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.StreamSink;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClocksTest {
    private final AnswerUnderTest answer = new AnswerUnderTest().retries(0);

    @ParameterizedTest
    @CsvSource({
        "false, , 10, 60, 90, 300, 600",
        "true, , 2, 300, 120, 300, 0",
        "false, 30, 10, 30, 30, 300, 600",
        "true, 30, 2, 300, 120, 300, 0",
    })
    void theDefaultsDependOnWhereTheEndpointIs(
            boolean local, Integer timeout, int connect, int firstEvent, int idle, int progressIdle, int total) {
        StreamClocks clocks =
                StreamClocks.of(local, timeout == null ? null : Duration.ofSeconds(timeout), ClockSettings.DEFAULTS);
        assertEquals(
                List.of(connect, firstEvent, idle, progressIdle, total),
                List.of(
                        (int) clocks.connect().toSeconds(),
                        (int) clocks.firstEvent().toSeconds(),
                        (int) clocks.idle().toSeconds(),
                        (int) clocks.progressIdle().toSeconds(),
                        (int) clocks.total().toSeconds()));
    }

    @Test
    void eachClockCanBeSetByItself() {
        ClockSettings set = new ClockSettings(
                Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ZERO, null, Duration.ofSeconds(4));
        assertEquals(
                new StreamClocks(
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2),
                        Duration.ZERO,
                        Duration.ofSeconds(300),
                        Duration.ofSeconds(4)),
                StreamClocks.of(false, Duration.ofSeconds(30), set));
    }

    @Test
    void theFirstEventClockIsNotFooledByPings() {
        answer.ask();
        for (int second = 1; second < 60; second++) {
            answer.advanceSeconds(1);
            stream().onActivity();
        }
        answer.advanceSeconds(0.999);
        assertEquals(List.of("attempt 1"), answer.sink.answer());
        answer.advanceSeconds(0.001);
        assertEquals(List.of("attempt 1", "error TIMEOUT_FIRST_TOKEN"), answer.sink.answer());
        assertEquals("No answer within 60 s.", answer.sink.failure().message());
        assertTrue(answer.provider.last().isCancelled());
    }

    @Test
    void readingThePromptStartsTheFirstEventClockAnewOnlyWhileItAdvances() {
        answer.ask();
        for (double done : new double[] {0.2, 0.4, 0.6}) {
            answer.advanceSeconds(50);
            stream().onNotice(Notice.progress(Notice.Type.READING, "Reading.", done));
        }
        answer.advanceSeconds(50);
        stream().onNotice(Notice.progress(Notice.Type.READING, "Reading.", 0.6));
        answer.advanceSeconds(9.999);
        assertEquals(List.of("attempt 1"), answer.sink.answer());
        answer.advanceSeconds(0.001);
        assertEquals("error TIMEOUT_FIRST_TOKEN", answer.sink.answer().get(1));
    }

    @Test
    void afterTheFirstTextSilenceEndsTheStream() {
        answer.ask();
        stream().onDelta("a");
        answer.advanceSeconds(89.999);
        assertEquals(List.of("attempt 1", "delta a"), answer.sink.answer());
        answer.advanceSeconds(0.001);
        assertEquals(List.of("attempt 1", "delta a", "error TIMEOUT_IDLE"), answer.sink.answer());
    }

    @Test
    void anEndpointThatOnlyPingsIsGivenUp() {
        answer.ask();
        stream().onDelta("a");
        for (int i = 0; i < 5; i++) {
            answer.advanceSeconds(59.9);
            stream().onActivity();
        }
        assertEquals(2, answer.sink.answer().size());
        answer.advanceSeconds(0.5);
        assertEquals("error TIMEOUT_IDLE", answer.sink.answer().get(2));
        assertTrue(answer.sink.failure().message().contains("alive"));
    }

    @Test
    void theTotalClockRunsOverAllAttemptsAndEndsALiveStream() {
        answer.retries(3).ask();
        answer.advanceSeconds(60.5);
        assertEquals(2, answer.provider.asked());
        for (int second = 61; second < 600; second++) {
            stream().onDelta("a");
            answer.advanceSeconds(1);
        }
        assertTrue(answer.sink.answer().stream().noneMatch(line -> line.startsWith("error")));
        answer.advanceSeconds(0.5);
        assertEquals("The answer took more than 600 s.", answer.sink.failure().message());
    }

    @Test
    void zeroSwitchesAClockOff() {
        Duration none = Duration.ZERO;
        answer.clocks(new StreamClocks(none, none, none, none, none)).ask();
        answer.advanceSeconds(10_000);
        stream().onDelta("a");
        answer.advanceSeconds(10_000);
        stream().onDone(FinishReason.COMPLETE);
        assertEquals(List.of("attempt 1", "delta a", "done COMPLETE"), answer.sink.answer());
    }

    @Test
    void waitingIsVisible() {
        answer.ask();
        answer.advanceSeconds(25);
        stream().onDelta("a");
        answer.advanceSeconds(12);
        assertEquals(
                List.of(
                        "WAITING: Waiting for the model, 10 s.",
                        "WAITING: Waiting for the model, 20 s.",
                        "WAITING: Waiting for the model, 10 s."),
                answer.sink.notices());
    }

    @Test
    void timeInWhichTheReaderHoldsTheStreamUpDoesNotCount() throws Exception {
        answer.ask();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        answer.sink.during(line -> {
            if (line.equals("delta slow")) {
                blocked.countDown();
                awaitQuietly(released);
            }
        });
        Thread reader = new Thread(() -> stream().onDelta("slow"), "provider");
        reader.start();
        assertTrue(blocked.await(10, TimeUnit.SECONDS));
        answer.advanceSeconds(5_000);
        released.countDown();
        reader.join(10_000);

        answer.advanceSeconds(89.999);
        assertEquals(List.of("attempt 1", "delta slow"), answer.sink.answer());
        answer.advanceSeconds(0.251);
        assertEquals("error TIMEOUT_IDLE", answer.sink.answer().get(2));
    }

    private StreamSink stream() {
        return answer.provider.last().sink();
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
