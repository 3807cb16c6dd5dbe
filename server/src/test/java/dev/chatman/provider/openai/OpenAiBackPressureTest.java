package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.spi.FinishReason;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** A reader that does not keep up slows the endpoint down, instead of filling the memory. */
class OpenAiBackPressureTest {

    private static final int DELTAS = 512;
    private static final int DELTA_LENGTH = 64 << 10;

    @Test
    void aSlowReaderSlowsTheEndpointDown() throws Exception {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        CountDownLatch allSent = new CountDownLatch(1);
        AtomicLong characters = new AtomicLong();
        RecordingSink sink = new RecordingSink() {
            @Override
            public void onDelta(String text) {
                reading.countDown();
                characters.addAndGet(text.length());
                try {
                    free.await();
                } catch (InterruptedException e) {
                    throw new CancellationException();
                }
            }
        };
        Script script = Script.sseHead();
        String delta = "x".repeat(DELTA_LENGTH);
        for (int i = 0; i < DELTAS; i++) {
            script = script.delta(delta);
        }
        try (FaultServer server = FaultServer.answering(
                        script.signal(allSent).finish("stop").done());
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);
            reading.await();

            assertFalse(allSent.await(500, TimeUnit.MILLISECONDS), "32 MiB went somewhere");
            free.countDown();
            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals((long) DELTAS * DELTA_LENGTH, characters.get());
        }
    }
}
