package dev.chatman.provider.embedded.host;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** A reply of server-sent events; each leaves at once. Every method fails when the client has gone. */
final class EventStream {
    private final OutputStream out;

    private EventStream(OutputStream out) {
        this.out = out;
    }

    static EventStream open(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(200, 0);
        return new EventStream(exchange.getResponseBody());
    }

    void data(String json) throws IOException {
        write("data: " + json + "\n\n");
    }

    /**
     * A sign of life that carries nothing. In two writes: the first one to a closed connection still succeeds and only
     * provokes the reset that makes the second one fail.
     */
    void comment(String text) throws IOException {
        write(": ");
        write(text + "\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
