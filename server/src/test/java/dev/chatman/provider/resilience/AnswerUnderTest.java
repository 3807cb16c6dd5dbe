package dev.chatman.provider.resilience;

import dev.chatman.settings.ClockSettings;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Message;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.testing.FakeScheduler;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One answer with everything around it in the hands of the test. */
final class AnswerUnderTest {
    final FakeScheduler scheduler = new FakeScheduler();
    final ProviderInHand provider = new ProviderInHand();
    final WrittenDown sink = new WrittenDown();

    private StreamClocks clocks = StreamClocks.of(false, null, ClockSettings.DEFAULTS);
    private int retries = 3;
    private double random = 0;

    AnswerUnderTest clocks(StreamClocks limits) {
        clocks = limits;
        return this;
    }

    AnswerUnderTest retries(int number) {
        retries = number;
        return this;
    }

    AnswerUnderTest random(double value) {
        random = value;
        return this;
    }

    /** Asks; the first attempt has begun when this returns. */
    StreamHandle ask() {
        StreamHandle handle = askWithoutRunning();
        scheduler.runDue();
        return handle;
    }

    /** Asks; the first attempt waits for the scheduler. */
    StreamHandle askWithoutRunning() {
        RandomGenerator fixed = new RandomGenerator() {
            @Override
            public long nextLong() {
                throw new AssertionError("only nextDouble is foreseen");
            }

            @Override
            public double nextDouble() {
                return random;
            }
        };
        ResilientAnswerer answerer =
                new ResilientAnswerer(provider, RetryRules.of(retries), clocks, scheduler, scheduler::nanoTime, fixed);
        return answerer.answer(
                new ChatRequest("m", List.of(new Message(Message.Role.USER, "question")), ChatRequest.Options.NONE),
                sink);
    }

    /** The running attempt fails. */
    void fail(ErrorCode code) {
        fail(failure(code, null, null));
    }

    void fail(ProviderException failure) {
        provider.last().sink().onError(failure);
        scheduler.runDue();
    }

    void advanceSeconds(double seconds) {
        scheduler.advance(Duration.ofNanos((long) (seconds * 1e9)));
    }

    static ProviderException failure(ErrorCode code, @Nullable Duration retryAfter, @Nullable String providerCode) {
        return ProviderException.of(code, "It failed.")
                .withDetails(new ProviderException.Details(null, retryAfter, null, providerCode, null, null, null));
    }
}
