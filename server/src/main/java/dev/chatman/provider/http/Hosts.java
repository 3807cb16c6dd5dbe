package dev.chatman.provider.http;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How hosts are told apart and shown, by their names alone: nothing here resolves one. */
public final class Hosts {

    private Hosts() {}

    /** Host and port for people; user names, paths and queries, which may hold secrets, are left out. */
    public static String display(URI uri) {
        String host = uri.getHost();
        return host == null ? "the endpoint" : uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    /** Whether the host is this machine. */
    public static boolean isLoopback(URI uri) {
        String name = name(uri);
        return name.equals("localhost")
                || name.endsWith(".localhost")
                || name.matches("127(\\.\\d{1,3}){3}")
                || name.equals("[::1]");
    }

    /** Whether the host is this machine or one in the same network: where people run engines of their own. */
    public static boolean isNearby(URI uri) {
        String name = name(uri);
        boolean unqualified = !name.isEmpty() && name.indexOf('.') < 0 && name.indexOf(':') < 0;
        return isLoopback(uri)
                || unqualified
                || name.endsWith(".local")
                || name.matches("(10|192\\.168|172\\.(1[6-9]|2\\d|3[01]))(\\.\\d{1,3}){2,3}");
    }

    private static String name(URI uri) {
        @Nullable String host = uri.getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }
}
