package dev.chatman.provider.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.settings.ClockSettings;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.StreamSink;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Provider and user meet on real threads, again and again: calls never overlap, and the ending comes once and last. */
class OneEndingTest {
    private static final int ROUNDS = 500;

    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(3, work -> {
        Thread thread = new Thread(work, "test-race");
        thread.setDaemon(true);
        return thread;
    });

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void aCancelMeetsTheStream() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            raceWithCancel(stream -> {
                stream.onDelta("a");
                stream.onDelta("b");
                stream.onDone(FinishReason.COMPLETE);
            });
        }
    }

    @Test
    void aCancelMeetsAFailureThatIsRetried() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            raceWithCancel(stream -> stream.onError(AnswerUnderTest.failure(ErrorCode.SERVER_ERROR, null, null)));
        }
    }

    private void raceWithCancel(Consumer<StreamSink> providerSide) throws Exception {
        ProviderInHand provider = new ProviderInHand();
        CountDownLatch asked = new CountDownLatch(1);
        provider.whenAsked(asked::countDown);
        WrittenDown sink = new WrittenDown();
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger overlaps = new AtomicInteger();
        CountDownLatch ended = new CountDownLatch(1);
        sink.during(line -> {
            overlaps.addAndGet(inside.getAndIncrement());
            if (isEnding(line)) {
                ended.countDown();
            }
            inside.decrementAndGet();
        });
        StreamHandle handle = new ResilientAnswerer(
                        provider,
                        RetryRules.of(3),
                        StreamClocks.of(false, null, ClockSettings.DEFAULTS),
                        threads,
                        System::nanoTime,
                        new Random(1))
                .answer(new ChatRequest("m", List.of(), ChatRequest.Options.NONE), sink);
        assertTrue(asked.await(20, TimeUnit.SECONDS));

        CyclicBarrier together = new CyclicBarrier(2);
        Future<?> provided = threads.submit(() -> {
            together.await(20, TimeUnit.SECONDS);
            providerSide.accept(provider.stream(1).sink());
            return true;
        });
        together.await(20, TimeUnit.SECONDS);
        handle.cancel();
        provided.get(20, TimeUnit.SECONDS);

        assertTrue(ended.await(20, TimeUnit.SECONDS));
        List<String> lines = sink.lines();
        assertEquals(1, lines.stream().filter(OneEndingTest::isEnding).count(), lines::toString);
        assertTrue(isEnding(lines.get(lines.size() - 1)), lines::toString);
        assertEquals(0, overlaps.get());
        assertEquals(1, provider.asked());
    }

    private static boolean isEnding(String line) {
        return line.startsWith("done ") || line.startsWith("error ");
    }
}
