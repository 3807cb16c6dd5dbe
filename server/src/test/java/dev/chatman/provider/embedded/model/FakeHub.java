package dev.chatman.provider.embedded.model;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A model hub on loopback that misbehaves as told; each reply is used once, afterwards it behaves. */
final class FakeHub implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService executor = Executors.newCachedThreadPool();
    private final byte[] content;
    private final Queue<Reply> replies = new ConcurrentLinkedQueue<>();
    private final List<String> ranges = new CopyOnWriteArrayList<>();
    private final CountDownLatch closing = new CountDownLatch(1);

    /** How one request is answered. */
    interface Reply {
        void answer(HttpExchange exchange, byte[] content) throws IOException, InterruptedException;
    }

    FakeHub(byte[] content) throws IOException {
        this.content = content;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(executor);
        server.createContext("/", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    FakeHub next(Reply reply) {
        replies.add(reply);
        return this;
    }

    /** The Range header of each request so far, empty where there was none. */
    List<String> ranges() {
        return List.copyOf(ranges);
    }

    /** Announces everything, sends some and breaks off. */
    static Reply cutAfter(int bytes) {
        return (exchange, content) -> {
            int from = from(exchange);
            exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
            exchange.getResponseBody().write(content, from, bytes);
            exchange.getResponseBody().flush();
            throw new IOException("cut off on purpose");
        };
    }

    /** Sends some and then nothing, until the hub is closed. */
    Reply stallAfter(int bytes) {
        return (exchange, whole) -> {
            exchange.sendResponseHeaders(200, whole.length);
            exchange.getResponseBody().write(whole, 0, bytes);
            exchange.getResponseBody().flush();
            closing.await();
        };
    }

    static Reply status(int status) {
        return (exchange, content) -> exchange.sendResponseHeaders(status, -1);
    }

    static Reply ignoringTheRange() {
        return (exchange, content) -> {
            exchange.sendResponseHeaders(200, content.length);
            exchange.getResponseBody().write(content);
        };
    }

    /** Redirects as the real hub does, with the checksum on the way. */
    static Reply redirect(String checksum) {
        return (exchange, content) -> {
            exchange.getResponseHeaders().set("Location", "/elsewhere");
            exchange.getResponseHeaders().set("X-Linked-Etag", '"' + checksum + '"');
            exchange.sendResponseHeaders(302, -1);
        };
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        executor.shutdownNow();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "" : range);
            Reply reply = replies.poll();
            if (reply != null) {
                reply.answer(exchange, content);
            } else {
                serve(exchange);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(HttpExchange exchange) throws IOException {
        int from = from(exchange);
        if (from >= content.length) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        if (from > 0) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
        }
        byte[] rest = Arrays.copyOfRange(content, from, content.length);
        exchange.sendResponseHeaders(from > 0 ? 206 : 200, rest.length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(rest);
        }
    }

    private static int from(HttpExchange exchange) {
        String range = exchange.getRequestHeaders().getFirst("Range");
        return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    }
}
