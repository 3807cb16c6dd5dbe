package dev.chatman.provider.adapter;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The address an endpoint's paths hang on, however the user wrote it. */
public final class BaseUri {

    private BaseUri() {}

    /**
     * Makes {@code http://host} end in {@code /v1}, as all compatible servers have it; keeps any other path. Slashes at
     * the end, a doubled {@code /v1} and the chat path itself are taken off.
     *
     * @param chatPath where chats go, such as {@code /chat/completions}
     */
    public static URI normalise(URI written, String chatPath) {
        String path = written.getRawPath() == null ? "" : stripSlashes(written.getRawPath());
        if (path.endsWith(chatPath)) {
            path = stripSlashes(path.substring(0, path.length() - chatPath.length()));
        }
        while (path.endsWith("/v1/v1")) {
            path = path.substring(0, path.length() - "/v1".length());
        }
        return withPath(written, path.isEmpty() ? "/v1" : path);
    }

    /** Takes slashes at the end and then the first of these endings off the path. */
    public static URI without(URI written, List<String> endings) {
        String path = stripSlashes(String.valueOf(written.getRawPath()));
        return endings.stream()
                .filter(path::endsWith)
                .findFirst()
                .map(ending -> withPath(written, path.substring(0, path.length() - ending.length())))
                .orElseGet(() -> withPath(written, path));
    }

    /** The base with a path behind its own; a query, such as Azure's {@code api-version}, stays at the end. */
    public static URI resolve(URI base, String path) {
        String relative = path.startsWith("/") ? path : "/" + path;
        return withPath(base, stripSlashes(String.valueOf(base.getRawPath())) + relative);
    }

    /** The address with one more parameter in its query. */
    public static URI withQuery(URI uri, String name, String value) {
        String separator = uri.getRawQuery() == null ? "?" : "&";
        return URI.create(uri + separator + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    /** What is no address of a host stays as it is; the transport says so when it is used. */
    private static URI withPath(URI uri, String path) {
        if (uri.getRawAuthority() == null) {
            return uri;
        }
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create(uri.getScheme() + "://" + uri.getRawAuthority() + path + query);
    }

    private static String stripSlashes(String path) {
        int end = path.length();
        while (end > 0 && path.charAt(end - 1) == '/') {
            end--;
        }
        return path.substring(0, end);
    }
}
