package dev.chatman.provider.http;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request to send. Its text form shows neither headers nor body, which hold secrets.
 *
 * @param body what to POST, as UTF-8; null makes it a GET
 * @param connectTimeout how long making the connection may take; zero for as long as the system tries
 */
public record OutgoingRequest(
        URI uri, Map<String, String> headers, @Nullable String body, Duration connectTimeout) {

    public OutgoingRequest {
        headers = Map.copyOf(headers);
    }

    @Override
    public String toString() {
        return (body == null ? "GET " : "POST ") + uri.getHost() + uri.getPath();
    }
}
