package dev.chatman.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What {@link FaultServer} does with one request, step by step; immutable, each method returns a longer script.
 *
 * <pre>{@code
 * Script.sse("Hel", "lo")                                          // a good answer
 * Script.head(200, "text/event-stream").chunk("data: ").reset()    // half an event, then a reset
 * Script.nothing().untilClientCloses()                             // a stall before the headers
 * Script.reply(429, "", "Retry-After: 7")                          // an error
 * Script.sseHead().delta("a").await(latch).delta("b").done()       // a pause that the test ends
 * }</pre>
 */
public final class Script {

    private static final int LONGEST_WAIT_SECONDS = 20;
    private static final String CRLF = "\r\n";

    /** One thing done on the connection. */
    @FunctionalInterface
    interface Step {
        void run(FaultServer.Connection connection) throws IOException, InterruptedException;
    }

    private final List<Step> steps;

    private Script(List<Step> steps) {
        this.steps = List.copyOf(steps);
    }

    List<Step> steps() {
        return steps;
    }

    /** Says nothing. What follows is sent as it is. */
    public static Script nothing() {
        return new Script(List.of());
    }

    /** A whole Chat Completions stream with these deltas, usage 3/2, and a good end. */
    public static Script sse(String... deltas) {
        Script script = sseHead();
        for (String delta : deltas) {
            script = script.delta(delta);
        }
        return script.finish("stop")
                .event("{\"choices\":[],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":2}}")
                .done();
    }

    /** The head of an event stream; what follows are chunks. */
    public static Script sseHead() {
        return head(200, "text/event-stream");
    }

    /** The head of a chunked reply. */
    public static Script head(int status, String contentType, String... headers) {
        return nothing().send(headText(status, contentType, headers) + "Transfer-Encoding: chunked" + CRLF + CRLF);
    }

    /** The head of a reply whose end is the end of the connection; what follows is to be {@link #send}. */
    public static Script closeDelimitedHead(int status, String contentType, String... headers) {
        return nothing().send(headText(status, contentType, headers) + "Connection: close" + CRLF + CRLF);
    }

    /** A whole JSON reply. */
    public static Script reply(int status, String body, String... headers) {
        return whole(status, "application/json", body, headers);
    }

    /** A whole reply of any type. */
    public static Script whole(int status, String contentType, String body, String... headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return nothing()
                .send(headText(status, contentType, headers) + "Content-Length: " + bytes.length + CRLF + CRLF)
                .send(bytes);
    }

    private static String headText(int status, String contentType, String... headers) {
        StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted" + CRLF);
        if (!contentType.isEmpty()) {
            head.append("Content-Type: ").append(contentType).append(CRLF);
        }
        for (String header : headers) {
            head.append(header).append(CRLF);
        }
        return head.toString();
    }

    /** Sends bytes as they are. */
    public Script send(byte[] bytes) {
        return then(connection -> write(connection, bytes));
    }

    /** Sends text as it is, as UTF-8. */
    public Script send(String text) {
        return send(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Sends bytes as one HTTP chunk. */
    public Script chunk(byte[] bytes) {
        byte[] size = (Integer.toHexString(bytes.length) + CRLF).getBytes(StandardCharsets.US_ASCII);
        return then(connection -> {
            OutputStream out = connection.output();
            out.write(size);
            out.write(bytes);
            write(connection, CRLF.getBytes(StandardCharsets.US_ASCII));
        });
    }

    public Script chunk(String text) {
        return chunk(text.getBytes(StandardCharsets.UTF_8));
    }

    /** An event with this data, as one chunk. */
    public Script event(String data) {
        return chunk("data: " + data + "\n\n");
    }

    /** A Chat Completions chunk with a piece of the answer. */
    public Script delta(String text) {
        return event(deltaJson(text));
    }

    /** The JSON of such a chunk. */
    public static String deltaJson(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars()
                .forEach(c -> escaped.append(c < 0x20 || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : "")
                        .append(c < 0x20 || c == '"' || c == '\\' ? "" : (char) c));
        return "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + escaped + "\"},\"finish_reason\":null}]}";
    }

    public Script finish(String reason) {
        return event("{\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"" + reason + "\"}]}");
    }

    /** {@code [DONE]} and the end of the body; the connection stays open for the next request. */
    public Script done() {
        return event("[DONE]").end();
    }

    /** The end of a chunked body. */
    public Script end() {
        return send("0" + CRLF + CRLF);
    }

    /** Waits for the test; fails the exchange after 20 s. */
    public Script await(CountDownLatch latch) {
        return then(connection -> {
            if (!latch.await(LONGEST_WAIT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the test never released the latch");
            }
        });
    }

    /** Tells the test that the script has come this far. */
    public Script signal(CountDownLatch latch) {
        return then(connection -> latch.countDown());
    }

    /** Stays silent until the client closes the connection. */
    public Script untilClientCloses() {
        return then(FaultServer.Connection::awaitClientClose);
    }

    /** Sends the same chunk again and again until the client closes the connection. */
    public Script forever(String chunk) {
        byte[] bytes = (Integer.toHexString(chunk.getBytes(StandardCharsets.UTF_8).length) + CRLF + chunk + CRLF)
                .getBytes(StandardCharsets.UTF_8);
        return then(connection -> connection.floodUntilClientCloses(bytes));
    }

    /** Closes the connection in good order. */
    public Script close() {
        return then(FaultServer.Connection::close);
    }

    /** Closes the connection with a TCP reset. */
    public Script reset() {
        return then(FaultServer.Connection::reset);
    }

    private Script then(Step step) {
        List<Step> longer = new ArrayList<>(steps);
        longer.add(step);
        return new Script(longer);
    }

    private static void write(FaultServer.Connection connection, byte[] bytes) throws IOException {
        connection.output().write(bytes);
        connection.output().flush();
    }
}
