package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutboundChannelTest {

    /** A stream whose reader may be made to stop. */
    private static final class StallingOutput extends OutputStream {
        final List<String> writes = new ArrayList<>();
        final CountDownLatch stalled = new CountDownLatch(1);
        final CountDownLatch goOn;

        StallingOutput(boolean stalls) {
            goOn = new CountDownLatch(stalls ? 1 : 0);
        }

        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            stalled.countDown();
            try {
                assertTrue(goOn.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
            writes.add(new String(bytes, offset, length, StandardCharsets.UTF_8));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void keepsOneOrderOfPostedAndSentFrames() throws InterruptedException {
        StallingOutput output = new StallingOutput(true);
        OutboundChannel channel = new OutboundChannel(output, () -> {});
        channel.start(new Thread("nobody"));
        channel.post(bytes("1"));
        assertTrue(output.stalled.await(10, TimeUnit.SECONDS));
        channel.post(bytes("2"));
        Thread sender = new Thread(() -> channel.send(bytes("3")));
        sender.start();
        output.goOn.countDown();
        sender.join(10_000);
        channel.send(bytes("4"));
        channel.close(Duration.ofSeconds(10));
        assertEquals(List.of("1", "2", "3", "4"), output.writes, "each frame in one write");
    }

    @Test
    void neverHoldsTheReaderUp() throws InterruptedException {
        StallingOutput output = new StallingOutput(true);
        OutboundChannel channel = new OutboundChannel(output, () -> {});
        channel.start(Thread.currentThread());
        channel.post(bytes("1"));
        channel.send(bytes("2"));
        output.goOn.countDown();
        channel.close(Duration.ofSeconds(10));
        assertEquals(List.of("1", "2"), output.writes);
    }

    @Test
    void letsTheReaderWaitWhileTheClientReadsNoReplies() throws InterruptedException {
        StallingOutput output = new StallingOutput(true);
        OutboundChannel channel = new OutboundChannel(output, () -> {});
        channel.start(Thread.currentThread());
        byte[] reply = new byte[1024 * 1024];
        for (int i = 0; i < 17; i++) {
            channel.post(reply);
        }
        CountDownLatch room = new CountDownLatch(1);
        Thread reader = new Thread(() -> {
            try {
                channel.awaitRoom();
                room.countDown();
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        });
        reader.start();
        assertTrue(output.stalled.await(10, TimeUnit.SECONDS));
        assertEquals(1, room.getCount());
        output.goOn.countDown();
        assertTrue(room.await(10, TimeUnit.SECONDS));
        channel.close(Duration.ofSeconds(10));
    }

    @Test
    void saysOnceThatTheClientIsGone() throws InterruptedException {
        AtomicInteger broken = new AtomicInteger();
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        OutboundChannel channel = new OutboundChannel(gone, broken::incrementAndGet);
        channel.start(new Thread("nobody"));
        channel.send(bytes("1"));
        channel.send(bytes("2"));
        channel.post(bytes("3"));
        channel.close(Duration.ofSeconds(10));
        assertEquals(1, broken.get());
    }

    @Test
    void escapesHalfOfAPair() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(Frame.of("{\"a\":\"\uDE00\uD83D\uDE00\uD83D\"}"));
        String frame = out.toString(StandardCharsets.UTF_8);
        assertEquals("Content-Length: 24\r\n\r\n{\"a\":\"\\ude00\uD83D\uDE00\\ud83d\"}", frame);
    }
}
