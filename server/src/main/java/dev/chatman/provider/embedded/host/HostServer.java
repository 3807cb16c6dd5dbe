package dev.chatman.provider.embedded.host;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.chatman.provider.embedded.host.RequestGate.Refusal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** The HTTP face of the child: listens on loopback before the model is loaded, and says so until it is. */
final class HostServer {
    private final HttpServer http;
    private final RequestGate gate;
    private volatile @Nullable Completions completions;

    private HostServer(HttpServer http, RequestGate gate) {
        this.http = http;
        this.gate = gate;
    }

    static HostServer start(String key, Executor executor) throws IOException {
        byte[] loopback = {127, 0, 0, 1};
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(loopback), 0), 0);
        HostServer server =
                new HostServer(http, new RequestGate(key, http.getAddress().getPort()));
        http.setExecutor(executor);
        http.createContext("/", server::handle);
        http.start();
        return server;
    }

    int port() {
        return http.getAddress().getPort();
    }

    /** From now on the model answers. */
    void serve(Completions loaded) {
        completions = loaded;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Refusal refusal = gate.check(exchange);
            if (refusal != null) {
                Reply.error(exchange, refusal.status, refusal.type, refusal.message);
                return;
            }
            Completions ready = completions;
            if (ready == null) {
                Reply.error(exchange, 503, "unavailable_error", "Loading model");
                return;
            }
            route(exchange, ready);
        } catch (RuntimeException failure) {
            // A bug, or the binding failed; the connection ends without a reply and the log says why.
            failure.printStackTrace(System.err);
            throw new IOException(failure);
        }
    }

    private static void route(HttpExchange exchange, Completions completions) throws IOException {
        switch (exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath()) {
            case "GET /health" -> Reply.json(exchange, 200, "{\"status\":\"ok\"}");
            case "GET /v1/models" -> Reply.json(exchange, 200, models(completions.modelName()));
            case "POST /v1/chat/completions" -> completions.answer(exchange);
            default -> Reply.error(exchange, 404, "not_found_error", "File Not Found");
        }
    }

    private static String models(String name) {
        JsonObject model = new JsonObject();
        model.addProperty("id", name);
        model.addProperty("object", "model");
        model.addProperty("owned_by", "chatman");
        JsonArray data = new JsonArray();
        data.add(model);
        JsonObject list = new JsonObject();
        list.addProperty("object", "list");
        list.add("data", data);
        return list.toString();
    }
}
