package dev.chatman.provider.http;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The status and the headers of a reply.
 *
 * @param headers first value of each header, by its name in lower case
 */
public record ReplyHead(int status, Map<String, String> headers) {

    /** Takes headers in any case, as HTTP allows. */
    public static ReplyHead of(int status, Map<String, List<String>> headers) {
        Map<String, String> first = new TreeMap<>();
        headers.forEach((name, values) -> {
            if (!values.isEmpty()) {
                first.putIfAbsent(name.toLowerCase(Locale.ROOT), values.get(0));
            }
        });
        return new ReplyHead(status, first);
    }

    /**
     * A header's first value.
     *
     * @param name in lower case
     */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** The media type without its parameters, in lower case; empty when the endpoint does not say. */
    public String mediaType() {
        String type = header("content-type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }
}
