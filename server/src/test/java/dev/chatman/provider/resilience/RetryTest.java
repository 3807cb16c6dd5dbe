package dev.chatman.provider.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.http.StaleConnection;
import dev.chatman.settings.ClockSettings;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.Usage;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Which failures are followed by another attempt, when, and how often. */
class RetryTest {
    private static final Set<ErrorCode> RETRIED = EnumSet.of(
            ErrorCode.RATE_LIMITED,
            ErrorCode.OVERLOADED,
            ErrorCode.NETWORK_UNREACHABLE,
            ErrorCode.TIMEOUT_CONNECT,
            ErrorCode.TIMEOUT_FIRST_TOKEN,
            ErrorCode.TIMEOUT_IDLE,
            ErrorCode.STREAM_INTERRUPTED,
            ErrorCode.SERVER_ERROR);

    private final AnswerUnderTest answer = new AnswerUnderTest();

    @ParameterizedTest
    @EnumSource
    void beforeTheFirstTextACodeIsRetriedOrFinal(ErrorCode code) {
        answer.ask();
        answer.provider.last().sink().onUsage(new Usage(1, 0, null, null, false));
        answer.provider.last().sink().onActivity();
        answer.provider.last().sink().onDelta("");
        answer.fail(code);
        answer.advanceSeconds(1);

        boolean again = RETRIED.contains(code) || code == ErrorCode.MODEL_LOADING;
        assertEquals(again ? 2 : 1, answer.provider.asked());
        assertEquals(!again, answer.sink.lines().contains("error " + code));
    }

    @ParameterizedTest
    @EnumSource
    void afterTheFirstTextEveryFailureIsFinal(ErrorCode code) {
        answer.ask();
        answer.provider.last().sink().onDelta("a");
        answer.fail(code);
        answer.advanceSeconds(100);

        assertEquals(1, answer.provider.asked());
        assertEquals(List.of("attempt 1", "delta a", "error " + code), answer.sink.lines());
        assertFalse(answer.sink.failure().retryable());
    }

    @Test
    void thinkingCommitsToo() {
        answer.ask();
        answer.provider.last().sink().onThinking("hm");
        answer.fail(ErrorCode.OVERLOADED);
        answer.advanceSeconds(100);
        assertEquals(List.of("attempt 1", "thinking hm", "error OVERLOADED"), answer.sink.lines());
    }

    @ParameterizedTest
    @CsvSource({"0, 0.5 1 2 4 8 8", "1, 0.375 0.75 1.5 3 6 6"})
    void theWaitDoublesUpToEightSecondsLessUpToAQuarter(double random, String waits) {
        answer.retries(6).random(random).ask();
        int attempts = 1;
        for (String wait : waits.split(" ", -1)) {
            answer.fail(ErrorCode.SERVER_ERROR);
            answer.advanceSeconds(Double.parseDouble(wait) - 0.001);
            assertEquals(attempts, answer.provider.asked(), "before " + wait);
            answer.advanceSeconds(0.001);
            assertEquals(++attempts, answer.provider.asked(), "after " + wait);
        }
        answer.fail(ErrorCode.SERVER_ERROR);
        assertEquals("error SERVER_ERROR", answer.sink.answer().get(7));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 2", "3, 4"})
    void theSettingsSayHowOften(int retries, int attempts) {
        answer.retries(retries).ask();
        for (int i = 0; i < 5; i++) {
            answer.fail(ErrorCode.OVERLOADED);
            answer.advanceSeconds(10);
        }
        assertEquals(attempts, answer.provider.asked());
        assertTrue(answer.sink.failure().retryable());
    }

    @Test
    void waitsAreAnnounced() {
        answer.ask();
        answer.fail(AnswerUnderTest.failure(ErrorCode.RATE_LIMITED, Duration.ofMillis(6_200), null));
        answer.advanceSeconds(6.2);
        answer.fail(ErrorCode.OVERLOADED);
        answer.advanceSeconds(1);
        answer.provider.last().sink().onDelta("a");
        answer.provider.last().sink().onDone(FinishReason.COMPLETE);

        assertEquals(
                List.of(
                        "attempt 1",
                        "RETRYING: Rate limited, retrying in 7 s (1/3)",
                        "attempt 2",
                        "RETRYING: The provider is busy, retrying in 1 s (2/3)",
                        "attempt 3",
                        "delta a",
                        "done COMPLETE"),
                answer.sink.lines());
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "60, 60", "0, 0.5", "-5, 0.5", "0.1, 0.5"})
    void whatTheEndpointAsksForIsTheLeastWait(double asked, double wait) {
        answer.random(0).ask();
        Duration retryAfter = Duration.ofMillis((long) (asked * 1000));
        answer.fail(AnswerUnderTest.failure(ErrorCode.RATE_LIMITED, retryAfter, null));
        answer.advanceSeconds(wait - 0.001);
        assertEquals(1, answer.provider.asked());
        answer.advanceSeconds(0.001);
        assertEquals(2, answer.provider.asked());
    }

    @Test
    void aWaitOverAMinuteIsLeftToTheUser() {
        answer.ask();
        answer.fail(AnswerUnderTest.failure(ErrorCode.RATE_LIMITED, Duration.ofSeconds(61), null));
        assertEquals(List.of("attempt 1", "error RATE_LIMITED"), answer.sink.lines());
        assertEquals(Duration.ofSeconds(61), answer.sink.failure().details().retryAfter());
    }

    @Test
    void allWaitsTogetherStayWithinAMinute() {
        answer.ask();
        for (int i = 0; i < 3; i++) {
            answer.fail(AnswerUnderTest.failure(ErrorCode.RATE_LIMITED, Duration.ofSeconds(25), null));
            answer.advanceSeconds(25);
        }
        assertEquals(3, answer.provider.asked());
        assertEquals(Duration.ofSeconds(25), answer.sink.failure().details().retryAfter());
    }

    @Test
    void noWaitGoesBeyondTheTotalClock() {
        ClockSettings total = new ClockSettings(null, null, null, null, Duration.ofSeconds(20));
        answer.clocks(StreamClocks.of(false, null, total)).ask();
        answer.fail(AnswerUnderTest.failure(ErrorCode.RATE_LIMITED, Duration.ofSeconds(20), null));
        assertEquals("error RATE_LIMITED", answer.sink.lines().get(1));
    }

    @Test
    void aStaleConnectionIsReplacedOnceAtOnceOutsideTheBudget() {
        ProviderException stale =
                AnswerUnderTest.failure(ErrorCode.NETWORK_UNREACHABLE, null, StaleConnection.PROVIDER_CODE);
        answer.retries(0).ask();
        answer.fail(stale);
        assertEquals(2, answer.provider.asked());
        answer.fail(stale);
        answer.advanceSeconds(100);
        assertEquals(List.of("attempt 1", "attempt 2", "error NETWORK_UNREACHABLE"), answer.sink.lines());
    }

    @Test
    void theEndpointMayOverruleItsCode() {
        answer.ask();
        answer.fail(AnswerUnderTest.failure(ErrorCode.SERVER_ERROR, null, null).withRetryable(false));
        answer.advanceSeconds(100);
        assertEquals(List.of("attempt 1", "error SERVER_ERROR"), answer.sink.lines());
    }

    @Test
    void aModelThatLoadsIsPolledEverySecondWithoutUsingUpAttempts() {
        answer.retries(0).ask();
        for (int i = 0; i < 3; i++) {
            answer.fail(ErrorCode.MODEL_LOADING);
            answer.advanceSeconds(1);
        }
        answer.provider.last().sink().onDelta("a");

        assertEquals(4, answer.provider.asked());
        assertEquals(
                List.of(
                        "attempt 1",
                        "LOADING: The model is loading, 0 s.",
                        "LOADING: The model is loading, 1 s.",
                        "LOADING: The model is loading, 2 s.",
                        "delta a"),
                answer.sink.lines());
    }

    @Test
    void pollingEndsWithTheFirstEventClock() {
        answer.retries(0).ask();
        for (int i = 0; i < 60; i++) {
            answer.fail(ErrorCode.MODEL_LOADING);
            answer.advanceSeconds(1);
        }
        answer.fail(ErrorCode.MODEL_LOADING);
        answer.advanceSeconds(10);
        assertEquals("error TIMEOUT_FIRST_TOKEN", answer.sink.answer().get(1));
        assertEquals(
                "The model was still loading after 60 s.", answer.sink.failure().message());
    }
}
