package dev.chatman.provider.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How hosts are told apart and shown. Nothing here resolves a name. */
final class Hosts {

    private Hosts() {}

    /** Host and port for people; user names, paths and queries, which may hold secrets, are left out. */
    static String display(URI uri) {
        String host = uri.getHost();
        return host == null ? "the endpoint" : uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    static boolean isLoopback(URI uri) {
        @Nullable String host = uri.getHost();
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.startsWith("127.")
                || name.equals("[::1]");
    }
}
