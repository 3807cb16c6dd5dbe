package dev.chatman.provider.openai;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.StreamHandle;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping in every phase closes the connection at once and ends silently. */
@Timeout(60)
class OpenAiCancelTest {

    private static final long PROMISED_MILLIS = 100;

    /** The promise is about our code, not about a busy machine: the best of these counts. */
    private static final int TRIES = 5;

    /** What a test waits for before it stops the stream. */
    @FunctionalInterface
    private interface Phase {
        void await(CountDownLatch signalled, RecordingSink sink) throws InterruptedException;
    }

    private static void assertClosesInTime(Function<CountDownLatch, Script> script, Phase phase)
            throws InterruptedException {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < TRIES && best > PROMISED_MILLIS; i++) {
            RecordingSink sink = new RecordingSink();
            CountDownLatch signalled = new CountDownLatch(1);
            try (FaultServer server = FaultServer.answering(script.apply(signalled));
                    ProviderFixture fixture = ProviderFixture.of(server)) {
                StreamHandle handle = fixture.provider().chat(ProviderFixture.question("hi"), sink);
                phase.await(signalled, sink);
                long cancelled = System.nanoTime();
                handle.cancel();
                handle.cancel();
                best = Math.min(best, TimeUnit.NANOSECONDS.toMillis(server.awaitClientClosed() - cancelled));
                assertEquals(0, sink.terminals());
            }
        }
        assertTrue(best <= PROMISED_MILLIS, "closed after " + best + " ms");
    }

    @Test
    void beforeTheHeaders() throws Exception {
        assertClosesInTime(
                signalled -> Script.nothing().signal(signalled).untilClientCloses(),
                (signalled, sink) -> signalled.await());
    }

    @Test
    void afterTheHeaders() throws Exception {
        assertClosesInTime(
                signalled -> Script.sseHead().signal(signalled).untilClientCloses(),
                (signalled, sink) -> signalled.await());
    }

    @Test
    void inTheMiddleOfAnEvent() throws Exception {
        assertClosesInTime(
                signalled -> Script.sseHead().delta("a").chunk("data: {\"choi").untilClientCloses(),
                (signalled, sink) -> sink.awaitFirstDelta());
    }

    @Test
    void whileAnErrorIsRead() throws Exception {
        assertClosesInTime(
                signalled -> Script.head(500, "text/plain")
                        .chunk("oh")
                        .signal(signalled)
                        .untilClientCloses(),
                (signalled, sink) -> signalled.await());
    }

    @Test
    void whileTheEndpointTalksWithoutEnd() throws Exception {
        assertClosesInTime(
                signalled -> Script.sseHead().forever("data: " + Script.deltaJson("x") + "\n\n"),
                (signalled, sink) -> sink.awaitFirstDelta());
    }

    @Test
    void whileTheReaderIsStuck() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        RecordingSink sink = new RecordingSink() {
            @Override
            public void onDelta(String text) {
                stuck.countDown();
                awaitQuietly(free);
            }
        };
        try (FaultServer server =
                        FaultServer.answering(Script.sseHead().forever("data: " + Script.deltaJson("x") + "\n\n"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            StreamHandle handle = fixture.provider().chat(ProviderFixture.question("hi"), sink);
            stuck.await();
            handle.cancel();
            server.awaitClientClosed();
            free.countDown();
        }
    }

    @Test
    void beforeTheKeyIsThere() throws Exception {
        CompletableFuture<String> key = new CompletableFuture<>();
        try (FaultServer server = FaultServer.answering(Script.sse("a"));
                ProviderFixture fixture = ProviderFixture.withKey(server.baseUri(), () -> key)) {
            RecordingSink stopped = new RecordingSink();
            RecordingSink answered = new RecordingSink();
            fixture.provider().chat(ProviderFixture.question("hi"), stopped).cancel();
            fixture.provider().chat(ProviderFixture.question("hi"), answered);
            key.complete("k");

            assertEquals(FinishReason.COMPLETE, answered.awaitDone());
            assertEquals(1, server.connections());
            assertEquals(0, stopped.terminals());
        }
    }

    @Test
    void whileConnecting() throws Exception {
        List<Socket> fillers = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            while (connects(full, fillers)) {
                assertTrue(fillers.size() < 100, "a queue that never fills");
            }
            RecordingSink sink = new RecordingSink();
            URI uri = URI.create("http://127.0.0.1:" + full.getLocalPort());
            try (ProviderFixture fixture = ProviderFixture.of(uri, EndpointQuirks.NONE)) {
                StreamHandle handle = fixture.provider().chat(ProviderFixture.question("hi"), sink);
                handle.cancel();
                for (Socket filler : fillers) {
                    filler.close();
                }
                assertNoRequestComes(full);
                assertEquals(0, sink.terminals());
            }
        }
    }

    private static boolean connects(ServerSocket server, List<Socket> fillers) throws IOException {
        Socket socket = new Socket();
        try {
            socket.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 200);
            fillers.add(socket);
            return true;
        } catch (SocketTimeoutException full) {
            socket.close();
            return false;
        }
    }

    private static void assertNoRequestComes(ServerSocket server) throws IOException {
        server.setSoTimeout(500);
        try {
            while (true) {
                try (Socket socket = server.accept()) {
                    assertEquals(-1, socket.getInputStream().read());
                }
            }
        } catch (SocketTimeoutException nobodyElse) {
            assertFalse(server.isClosed());
        }
    }

    @Test
    void inTheTerminalCall() throws Exception {
        AtomicReference<StreamHandle> handle = new AtomicReference<>();
        CountDownLatch assigned = new CountDownLatch(1);
        RecordingSink sink = new RecordingSink() {
            @Override
            public void onDone(FinishReason reason) {
                awaitQuietly(assigned);
                requireNonNull(handle.get()).cancel();
                super.onDone(reason);
            }
        };
        try (FaultServer server = FaultServer.answering(Script.sse("a"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            handle.set(fixture.provider().chat(ProviderFixture.question("hi"), sink));
            assigned.countDown();

            assertEquals(FinishReason.COMPLETE, sink.awaitDone());
            assertEquals(1, sink.terminals());
        }
    }

    @Test
    void closingTheProviderStopsEverything() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.nothing().untilClientCloses());
                ProviderFixture fixture = ProviderFixture.of(server)) {
            fixture.provider().chat(ProviderFixture.question("hi"), new RecordingSink());
            server.takeRequest();
            fixture.provider().close();

            server.awaitClientClosed();
            RecordingSink late = new RecordingSink();
            fixture.provider().chat(ProviderFixture.question("hi"), late);
            assertEquals(ErrorCode.CANCELLED, late.awaitError().code());
        }
    }

    @Test
    void aLateConnectionIsGivenUpByTheNextChat() throws Exception {
        try (FaultServer server = FaultServer.answering(
                        Script.sseHead()
                                .delta("a")
                                .finish("stop")
                                .event("[DONE]")
                                .untilClientCloses(),
                        Script.sse("b"));
                ProviderFixture fixture = ProviderFixture.of(server)) {
            RecordingSink first = new RecordingSink();
            fixture.provider().chat(ProviderFixture.question("hi"), first);
            assertEquals(FinishReason.COMPLETE, first.awaitDone());
            RecordingSink second = new RecordingSink();
            fixture.provider().chat(ProviderFixture.question("hi"), second);

            server.awaitClientClosed();
            assertEquals(FinishReason.COMPLETE, second.awaitDone());
        }
    }

    @Test
    void listingModels() throws Exception {
        try (FaultServer server = FaultServer.answering(Script.nothing().untilClientCloses());
                ProviderFixture fixture = ProviderFixture.of(server)) {
            CompletableFuture<?> models = fixture.provider().models().toCompletableFuture();
            server.takeRequest();

            assertTrue(models.cancel(true));
            server.awaitClientClosed();
            assertTrue(models.isCancelled());
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new CancellationException();
        }
    }
}
