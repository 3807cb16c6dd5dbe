package dev.chatman.provider.embedded;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Plays llama-server: takes its flags, is not ready at the first question, and answers "pong". */
final class FakeLlamaServer {
    private static final String ANSWER = """
            data: {"choices":[{"finish_reason":null,"index":0,"delta":{"content":"pong"}}]}

            data: {"choices":[{"finish_reason":"stop","index":0,"delta":{}}]}

            data: [DONE]

            """;

    private static boolean asked;

    private FakeLlamaServer() {}

    public static void main(String[] args) throws IOException {
        List<String> flags = List.of(args);
        if (!flags.contains("--no-webui") || flags.contains("--no-ui") || flags.contains("--offline")) {
            throw new IllegalArgumentException("unknown flag in " + flags);
        }
        int port = Integer.parseInt(flags.get(flags.indexOf("--port") + 1));
        String key = "Bearer " + System.getenv("LLAMA_API_KEY");
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/health", exchange -> {
            reply(exchange, asked ? 200 : 503, "{}");
            asked = true;
        });
        server.createContext("/v1/chat/completions", exchange -> {
            boolean known = key.equals(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            reply(exchange, known ? 200 : 401, known ? ANSWER : "{}");
        });
        server.start();
        System.out.println("main: server is listening");
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }
}
