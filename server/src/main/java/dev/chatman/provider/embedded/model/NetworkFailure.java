package dev.chatman.provider.embedded.model;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;

/** Says in a few words why a connection failed; the JDK's client gives most of its failures no message. */
final class NetworkFailure {
    private NetworkFailure() {}

    static String describe(Throwable failure) {
        if (failure instanceof HttpConnectTimeoutException) {
            return "no connection within the time limit";
        }
        if (failure instanceof ConnectException) {
            return causedByUnknownName(failure) ? "its name cannot be resolved" : "the connection was refused";
        }
        if (failure instanceof SSLException) {
            return "no secure connection: " + failure.getMessage();
        }
        String message = failure.getMessage();
        return "the connection broke" + (message == null ? "" : " (" + message + ")");
    }

    private static boolean causedByUnknownName(Throwable failure) {
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return true;
            }
        }
        return false;
    }
}
