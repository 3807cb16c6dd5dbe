package dev.chatman.provider.embedded.host;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps everyone but the parent out. A port on loopback is open to every web page the user visits: pages send an
 * {@code Origin}, or, after rebinding a name of theirs to 127.0.0.1, a foreign {@code Host}; other programs lack the
 * key.
 */
final class RequestGate {
    private final byte[] authorization;
    private final Set<String> hosts;

    RequestGate(String key, int port) {
        this.authorization = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
        this.hosts = Set.of("127.0.0.1:" + port, "localhost:" + port);
    }

    /** Why a request is refused. */
    enum Refusal {
        FOREIGN(403, "permission_error", "Requests from web pages and for other hosts are refused"),
        NO_KEY(401, "authentication_error", "Invalid API Key");

        final int status;
        final String type;
        final String message;

        Refusal(int status, String type, String message) {
            this.status = status;
            this.type = type;
            this.message = message;
        }
    }

    /** Whether the request may pass; {@code /health} needs no key. */
    @Nullable Refusal check(HttpExchange exchange) {
        Headers headers = exchange.getRequestHeaders();
        String host = headers.getFirst("Host");
        if (headers.containsKey("Origin") || host == null || !hosts.contains(host)) {
            return Refusal.FOREIGN;
        }
        if (exchange.getRequestURI().getPath().equals("/health")) {
            return null;
        }
        String given = headers.getFirst("Authorization");
        boolean known = given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
        return known ? null : Refusal.NO_KEY;
    }
}
