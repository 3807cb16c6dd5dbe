package dev.chatman.provider.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import dev.chatman.spi.Usage;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping in every phase, and that nothing comes after an ending. */
@Timeout(30)
class CancelTest {
    private final AnswerUnderTest answer = new AnswerUnderTest();

    @Test
    void beforeTheFirstAttemptTheProviderIsNeverAsked() {
        answer.askWithoutRunning().cancel();
        answer.advanceSeconds(100);
        assertEquals(List.of("error CANCELLED"), answer.sink.lines());
        assertEquals(0, answer.provider.asked());
    }

    @Test
    void duringTheRequestTheStreamIsGivenUpAsSoonAsItsHandleIsThere() {
        StreamHandle handle = answer.askWithoutRunning();
        answer.provider.whenAsked(handle::cancel);
        answer.scheduler.runDue();
        assertEquals(List.of("attempt 1", "error CANCELLED"), answer.sink.lines());
        assertTrue(answer.provider.last().isCancelled());
    }

    @Test
    void beforeTheFirstTextTheStreamIsGivenUp() {
        StreamHandle handle = answer.ask();
        handle.cancel();
        assertStopped("attempt 1", "error CANCELLED");
    }

    @Test
    void inAWaitTheNextAttemptNeverComes() {
        StreamHandle handle = answer.ask();
        answer.fail(ErrorCode.OVERLOADED);
        handle.cancel();
        answer.advanceSeconds(100);
        assertEquals(List.of("attempt 1", "error CANCELLED"), answer.sink.answer());
        assertEquals(1, answer.provider.asked());
        assertEquals(0, answer.scheduler.waiting());
    }

    @Test
    void midStreamTheTextStaysAndTheStreamIsGivenUp() {
        StreamHandle handle = answer.ask();
        stream().onDelta("a");
        handle.cancel();
        assertStopped("attempt 1", "delta a", "error CANCELLED");
    }

    @Test
    void cancellingTwiceOrAfterTheEndDoesNothing() {
        StreamHandle handle = answer.ask();
        stream().onDelta("a");
        stream().onDone(FinishReason.LENGTH);
        handle.cancel();
        handle.cancel();
        assertEquals(List.of("attempt 1", "delta a", "done LENGTH"), answer.sink.lines());
        assertFalse(answer.provider.last().isCancelled());
    }

    @Test
    void theSinkMayCancelFromWithinACall() {
        AtomicReference<StreamHandle> handle = new AtomicReference<>();
        answer.sink.during(line -> {
            if (line.equals("delta a")) {
                Objects.requireNonNull(handle.get()).cancel();
                assertEquals("delta a", line);
            }
        });
        handle.set(answer.ask());
        stream().onDelta("a");
        assertStopped("attempt 1", "delta a", "error CANCELLED");
    }

    @Test
    void cancelDoesNotWaitForABlockedSinkAndTheEndingComesAfterIt() throws Exception {
        StreamHandle handle = answer.ask();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        answer.sink.during(line -> {
            if (line.equals("delta slow")) {
                blocked.countDown();
                try {
                    assertTrue(released.await(10, TimeUnit.SECONDS));
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
            }
        });
        Thread provider = new Thread(() -> stream().onDelta("slow"), "provider");
        provider.start();
        assertTrue(blocked.await(10, TimeUnit.SECONDS));

        handle.cancel();
        assertTrue(answer.provider.last().isCancelled());
        assertEquals(List.of("attempt 1", "delta slow"), answer.sink.lines());

        released.countDown();
        provider.join(10_000);
        assertEquals(List.of("attempt 1", "delta slow", "error CANCELLED"), answer.sink.lines());
    }

    @Test
    void callsAfterAnEndingAreDropped() {
        answer.ask();
        stream().onDone(FinishReason.COMPLETE);
        callEverything(stream());
        answer.advanceSeconds(1000);
        assertEquals(List.of("attempt 1", "done COMPLETE"), answer.sink.lines());
    }

    @Test
    void lateCallsOfAnEarlierAttemptAreDropped() {
        answer.ask();
        answer.fail(ErrorCode.SERVER_ERROR);
        answer.advanceSeconds(1);
        callEverything(answer.provider.stream(1).sink());
        stream().onDelta("second");
        callEverything(answer.provider.stream(1).sink());
        stream().onDone(FinishReason.COMPLETE);
        assertEquals(List.of("attempt 1", "attempt 2", "delta second", "done COMPLETE"), answer.sink.answer());
        assertEquals(1, answer.sink.notices().size());
    }

    @Test
    void aProviderThatThrowsIsReportedOnce() {
        answer.provider.breakWith(new IllegalStateException("the prompt and the key"));
        answer.ask();
        answer.advanceSeconds(100);
        assertEquals(List.of("attempt 1", "error PLUGIN_ERROR"), answer.sink.lines());
        assertEquals(
                "The provider broke its contract: IllegalStateException.",
                answer.sink.failure().message());
    }

    @Test
    void aSinkThatThrowsStopsTheStream() {
        answer.ask();
        answer.sink.during(line -> {
            if (line.equals("delta a")) {
                throw new IllegalStateException("our bug");
            }
        });
        stream().onDelta("a");
        assertStopped("attempt 1", "delta a", "error INTERNAL");
    }

    @Test
    void afterTheSchedulersEndAnAnswerEndsAtOnce() {
        answer.scheduler.shutdown();
        answer.askWithoutRunning();
        assertEquals(List.of("error CANCELLED"), answer.sink.lines());
    }

    private void assertStopped(String... lines) {
        assertTrue(answer.provider.last().isCancelled());
        callEverything(stream());
        answer.advanceSeconds(1000);
        assertEquals(List.of(lines), answer.sink.lines());
        assertEquals(1, answer.provider.asked());
        assertEquals(0, answer.scheduler.waiting());
    }

    private StreamSink stream() {
        return answer.provider.last().sink();
    }

    private static void callEverything(StreamSink sink) {
        sink.onActivity();
        sink.onDelta("late");
        sink.onThinking("late");
        sink.onUsage(new Usage(1, 1, null, null, false));
        sink.onNotice(Notice.of(Notice.Type.WARNING, "late"));
        sink.onDone(FinishReason.COMPLETE);
        sink.onError(AnswerUnderTest.failure(ErrorCode.SERVER_ERROR, null, null));
    }
}
