package dev.chatman.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A model endpoint on a loopback socket that does exactly what the test scripts, well-formed HTTP or not.
 *
 * <pre>{@code
 * try (FaultServer server = FaultServer.answering(Script.sse("Hel", "lo"))) {
 *     ask(server.baseUri());
 *     assertEquals("/v1/chat/completions", server.takeRequest().path());
 * }
 * }</pre>
 *
 * <p>Each request gets the next script; a request without one gets status 500. Connections are kept alive while the
 * scripts leave them open. Closing the server closes everything.
 */
public final class FaultServer implements AutoCloseable {

    private static final int LONGEST_WAIT_SECONDS = 20;
    private static final Script NO_SCRIPT = Script.reply(500, "{\"error\":{\"message\":\"no script left\"}}");

    private final ServerSocket listener;
    private final BlockingQueue<Script> scripts = new LinkedBlockingQueue<>();
    private final BlockingQueue<ReceivedRequest> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Long> clientClosed = new CompletableFuture<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    private FaultServer() throws IOException {
        listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        startThread(this::accept);
    }

    /** A server that answers the first request with the first script, and so on. */
    public static FaultServer answering(Script... scripts) {
        try {
            FaultServer server = new FaultServer();
            server.scripts.addAll(List.of(scripts));
            return server;
        } catch (IOException e) {
            throw new AssertionError("no loopback socket", e);
        }
    }

    /** Adds a script for a later request. */
    public void enqueue(Script script) {
        scripts.add(script);
    }

    /** {@code http://127.0.0.1:PORT}, without a path. */
    public URI baseUri() {
        return URI.create("http://127.0.0.1:" + listener.getLocalPort());
    }

    /** The oldest request not taken yet; waits for it. */
    public ReceivedRequest takeRequest() throws InterruptedException {
        ReceivedRequest request = received.poll(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    /** How many requests have not been taken. */
    public int waitingRequests() {
        return received.size();
    }

    /** How many connections clients have made. */
    public int connections() {
        return connections.get();
    }

    /**
     * The moment, by {@link System#nanoTime}, at which a script that waits for it saw a client close its connection.
     */
    public CompletableFuture<Long> clientClosed() {
        return clientClosed;
    }

    /** Waits until {@link #clientClosed} and gives its moment. */
    public long awaitClientClosed() throws InterruptedException {
        try {
            return clientClosed.get(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("the client did not close", e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new AssertionError("cannot close", e);
        }
    }

    private static void startThread(Runnable work) {
        Thread thread = new Thread(work, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                open.add(socket);
                int number = connections.incrementAndGet();
                startThread(() -> serve(socket, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket, int number) {
        try (socket) {
            Connection connection = new Connection(socket, clientClosed);
            while (!socket.isClosed()) {
                ReceivedRequest request = connection.read(number);
                received.add(request);
                Script script = scripts.poll();
                for (Script.Step step : (script == null ? NO_SCRIPT : script).steps()) {
                    step.run(connection);
                }
            }
        } catch (IOException clientGone) {
            // Expected: the client closed a kept-alive connection, or a script provoked it.
            open.remove(socket);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One connection, as the steps of a script see it. */
    static final class Connection {

        private final Socket socket;
        private final CompletableFuture<Long> clientClosed;
        private final InputStream input;
        private final OutputStream output;

        Connection(Socket socket, CompletableFuture<Long> clientClosed) throws IOException {
            this.socket = socket;
            this.clientClosed = clientClosed;
            this.input = new BufferedInputStream(socket.getInputStream());
            this.output = new BufferedOutputStream(socket.getOutputStream());
        }

        OutputStream output() {
            return output;
        }

        void awaitClientClose() {
            try {
                while (input.read() >= 0) {
                    // A client that closes sends nothing more; anything else is read away.
                }
            } catch (IOException reset) {
                // A reset is a close as well.
            }
            clientClosed.complete(System.nanoTime());
        }

        void floodUntilClientCloses(byte[] bytes) {
            try {
                while (!socket.isClosed()) {
                    output.write(bytes);
                    output.flush();
                }
            } catch (IOException closedByClient) {
                clientClosed.complete(System.nanoTime());
            }
        }

        void close() throws IOException {
            output.flush();
            socket.close();
        }

        void reset() throws IOException {
            output.flush();
            socket.setSoLinger(true, 0);
            socket.close();
        }

        ReceivedRequest read(int number) throws IOException {
            String[] start = line().split(" ", 3);
            Map<String, String> headers = new TreeMap<>();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.put(
                        line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            byte[] body = input.readNBytes(Integer.parseInt(headers.getOrDefault("content-length", "0")));
            return new ReceivedRequest(start[0], start[1], headers, new String(body, StandardCharsets.UTF_8), number);
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = input.read(); b != '\n'; b = input.read()) {
                if (b < 0) {
                    throw new IOException("the client closed the connection");
                }
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(StandardCharsets.UTF_8);
        }
    }
}
