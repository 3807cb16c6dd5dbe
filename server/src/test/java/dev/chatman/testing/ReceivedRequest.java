package dev.chatman.testing;

import java.util.Map;
import java.util.Optional;

/**
 * A request as {@link FaultServer} got it.
 *
 * @param headers by name in lower case
 * @param body as UTF-8
 * @param connection which connection it came on, counted from 1
 */
public record ReceivedRequest(String method, String path, Map<String, String> headers, String body, int connection) {

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
