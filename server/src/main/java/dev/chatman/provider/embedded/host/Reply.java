package dev.chatman.provider.embedded.host;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Sends replies that are one JSON body. */
final class Reply {
    private Reply() {}

    static void json(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    static void error(HttpExchange exchange, int status, String type, String message) throws IOException {
        json(
                exchange,
                status,
                CompletionReply.wrapped(CompletionReply.error(status, type, message))
                        .toString());
    }
}
