package dev.chatman.provider.http;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Classifies what the JDK's client throws, by class: most of its messages are null. */
final class JdkFailures {

    private JdkFailures() {}

    /** @param headSeen whether the reply had begun */
    static ProviderException classify(Throwable thrown, URI uri, boolean headSeen) {
        Throwable failure = unwrap(thrown);
        return (failure instanceof IOException || failure instanceof UnresolvedAddressException
                        ? network(failure, uri, headSeen)
                        : ProviderException.of(
                                ErrorCode.INTERNAL, "The request failed because of a bug in ChatMan or Java."))
                .withCause(failure);
    }

    private static ProviderException network(Throwable failure, URI uri, boolean headSeen) {
        String host = Hosts.display(uri);
        if (headSeen) {
            return ProviderException.of(ErrorCode.STREAM_INTERRUPTED, "The connection to " + host + " was lost.")
                    .withHint("Check the network, then ask again or continue.");
        }
        if (caused(failure, SSLException.class)) {
            return ProviderException.of(ErrorCode.TLS_ERROR, "No secure connection to " + host + ".")
                    .withHint("If a proxy or a company certificate is in use, add its certificate to Java's trust "
                            + "store (-Djavax.net.ssl.trustStore); if the endpoint speaks plain HTTP, use http://.");
        }
        if (caused(failure, ProtocolException.class)) {
            return ProviderException.of(ErrorCode.PROTOCOL_ERROR, host + " does not answer in HTTP.")
                    .withHint("Check the address and the port.");
        }
        if (failure instanceof HttpTimeoutException) {
            return ProviderException.of(ErrorCode.TIMEOUT_CONNECT, "No connection to " + host + " in time.")
                    .withHint("Check the address, the network and the proxy.");
        }
        ProviderException unreachable =
                ProviderException.of(ErrorCode.NETWORK_UNREACHABLE, "Cannot reach " + host + ".");
        if (caused(failure, UnknownHostException.class) || caused(failure, UnresolvedAddressException.class)) {
            return unreachable.withHint("The name cannot be resolved: check the base URL, the network and the proxy.");
        }
        if (caused(failure, ConnectException.class)) {
            return unreachable.withHint(
                    Hosts.isLoopback(uri)
                            ? "Nothing listens there: start the local server, or check the port."
                            : "Check the address, the network and the proxy.");
        }
        return StaleConnection.matches(failure)
                ? StaleConnection.of(host)
                : unreachable.withHint("The connection was closed before the reply began; try again.");
    }

    private static boolean caused(Throwable failure, Class<? extends Throwable> type) {
        for (Throwable t = failure; t != null; t = next(t)) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }

    private static @Nullable Throwable next(Throwable t) {
        return t.getCause() == t ? null : t.getCause();
    }

    private static Throwable unwrap(Throwable thrown) {
        Throwable t = thrown;
        while (t.getCause() != null && (t instanceof CompletionException || t instanceof ExecutionException)) {
            t = t.getCause();
        }
        return t;
    }
}
