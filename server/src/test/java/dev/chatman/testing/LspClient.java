package dev.chatman.testing;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An LSP client that speaks raw frames over any pair of streams: pipes in one JVM, or those of a server process. It keeps
 * everything the server says and waits for it with a limit.
 */
public final class LspClient implements AutoCloseable {

    public static final Duration LIMIT = Duration.ofSeconds(20);

    private final InputStream fromServer;
    private final OutputStream toServer;
    private final Thread reader;
    private final Map<Integer, CompletableFuture<JsonObject>> replies = new ConcurrentHashMap<>();
    private final Map<String, JsonElement> answers = new ConcurrentHashMap<>();
    private final Map<String, ProgressLog> progress = new ConcurrentHashMap<>();
    private final List<JsonObject> received = new ArrayList<>();
    private final CountDownLatch resumed = new CountDownLatch(1);
    private int lastId;

    private LspClient(InputStream fromServer, OutputStream toServer) {
        this.fromServer = new BufferedInputStream(fromServer);
        this.toServer = toServer;
        this.reader = new Thread(this::read, "test-client");
        reader.setDaemon(true);
    }

    public static LspClient over(InputStream fromServer, OutputStream toServer) {
        LspClient client = stalled(fromServer, toServer);
        client.startReading();
        return client;
    }

    /** A client that reads nothing until {@link #startReading}. */
    public static LspClient stalled(InputStream fromServer, OutputStream toServer) {
        return new LspClient(fromServer, toServer);
    }

    public void startReading() {
        reader.start();
        resumed.countDown();
    }

    /** What the client answers to a request of the server; without one it answers null. */
    public LspClient answering(String method, String json) {
        answers.put(method, JsonParser.parseString(json));
        return this;
    }

    /** Sends {@code initialize} with these params and {@code initialized}; returns the server's result. */
    public JsonObject initialize(String params) {
        JsonObject result = request("initialize", params).result();
        notify("initialized", "{}");
        return result;
    }

    public JsonObject initialize() {
        return initialize("{\"capabilities\":{}}");
    }

    public void shutdownAndExit() {
        request("shutdown", null).await();
        notify("exit", null);
    }

    public Reply request(String method, @Nullable String params) {
        CompletableFuture<JsonObject> reply = new CompletableFuture<>();
        int id;
        synchronized (replies) {
            id = ++lastId;
        }
        replies.put(id, reply);
        JsonObject message = message(method, params);
        message.addProperty("id", id);
        send(message.toString());
        return new Reply(id, reply);
    }

    public void notify(String method, @Nullable String params) {
        send(message(method, params).toString());
    }

    public void cancel(Reply reply) {
        notify("$/cancelRequest", "{\"id\":" + reply.id() + "}");
    }

    /** Sends a body, well-formed or not, under a right header. */
    public void send(String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        sendRaw("Content-Length: " + bytes.length + "\r\n\r\n" + body);
    }

    /** Sends text as it is. */
    public void sendRaw(String text) {
        synchronized (toServer) {
            try {
                toServer.write(text.getBytes(StandardCharsets.UTF_8));
                toServer.flush();
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }
    }

    /** What arrives on a progress token, from the first use of it on. */
    public ProgressLog progress(String token) {
        return progress.computeIfAbsent(token, unused -> new ProgressLog());
    }

    /** Waits for a message that the server sends by itself, or has sent. */
    public JsonObject awaitMessage(Predicate<JsonObject> wanted) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        synchronized (received) {
            while (true) {
                for (JsonObject message : received) {
                    if (wanted.test(message)) {
                        return message;
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                assertTrue(left > 0, () -> "not among " + received);
                try {
                    received.wait(left);
                } catch (InterruptedException interrupted) {
                    throw new AssertionError(interrupted);
                }
            }
        }
    }

    public JsonObject awaitNotification(String method) {
        return awaitMessage(message ->
                message.has("method") && message.get("method").getAsString().equals(method));
    }

    /** All messages so far, responses included. */
    public List<JsonObject> received() {
        synchronized (received) {
            return List.copyOf(received);
        }
    }

    /** Ends the stream to the server. */
    @Override
    public void close() throws IOException {
        toServer.close();
    }

    private static JsonObject message(String method, @Nullable String params) {
        JsonObject message = new JsonObject();
        message.addProperty("jsonrpc", "2.0");
        message.addProperty("method", method);
        if (params != null) {
            message.add("params", JsonParser.parseString(params));
        }
        return message;
    }

    private void read() {
        try {
            for (JsonObject message = next(); message != null; message = next()) {
                handle(message);
            }
        } catch (IOException ended) {
            replies.values().forEach(reply -> reply.completeExceptionally(ended));
        }
    }

    private @Nullable JsonObject next() throws IOException {
        StringBuilder header = new StringBuilder();
        while (!header.toString().endsWith("\r\n\r\n")) {
            int c = fromServer.read();
            if (c < 0) {
                assertTrue(header.isEmpty(), "the stream ended within a header");
                return null;
            }
            header.append((char) c);
        }
        String first = header.toString().split("\r\n", -1)[0];
        assertTrue(first.startsWith("Content-Length: "), first);
        byte[] body = fromServer.readNBytes(Integer.parseInt(first.substring(16)));
        return JsonParser.parseString(new String(body, StandardCharsets.UTF_8)).getAsJsonObject();
    }

    private void handle(JsonObject message) {
        if (message.has("method") && message.has("id")) {
            JsonObject answer = new JsonObject();
            answer.addProperty("jsonrpc", "2.0");
            answer.add("id", message.get("id"));
            answer.add("result", answers.getOrDefault(message.get("method").getAsString(), JsonNull.INSTANCE));
            send(answer.toString());
        } else if (message.has("method") && message.get("method").getAsString().equals("$/progress")) {
            JsonObject params = message.getAsJsonObject("params");
            progress(params.get("token").getAsString()).add(params.getAsJsonObject("value"));
        } else if (message.get("id") instanceof JsonPrimitive id && id.isNumber()) {
            CompletableFuture<JsonObject> reply = replies.get(id.getAsInt());
            if (reply != null) {
                reply.complete(message);
            }
        }
        synchronized (received) {
            received.add(message);
            received.notifyAll();
        }
    }

    /**
     * The reply to one request, when it comes.
     *
     * @param id as sent
     */
    public record Reply(int id, CompletableFuture<JsonObject> message) {

        /** The whole message. */
        public JsonObject await() {
            try {
                return message.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException | ExecutionException | TimeoutException failure) {
                throw new AssertionError("no reply to request " + id, failure);
            }
        }

        public JsonObject result() {
            JsonObject reply = await();
            assertTrue(reply.has("result"), reply::toString);
            return reply.getAsJsonObject("result");
        }

        public JsonObject error() {
            JsonObject reply = await();
            assertTrue(reply.has("error"), reply::toString);
            return reply.getAsJsonObject("error");
        }

        public int errorCode() {
            return error().get("code").getAsInt();
        }

        /** {@code data} of the error. */
        public JsonObject errorData() {
            JsonElement data = error().get("data");
            assertNotNull(data, () -> error().toString());
            return data.getAsJsonObject();
        }
    }

    /** JSON text of an array of these strings. */
    public static String array(String... values) {
        JsonArray array = new JsonArray();
        for (String value : values) {
            array.add(value);
        }
        return array.toString();
    }
}
