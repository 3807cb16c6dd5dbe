package dev.chatman.provider.http;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;

/**
 * A kept-alive connection that the endpoint had closed before the request reached it: not one byte of a reply came, so
 * that trying again at once is safe and need not count as a retry. The JDK's client repeats such a GET by itself, but
 * not a POST.
 */
public final class StaleConnection {

    /** The provider code of such a failure, whose error code is {@link ErrorCode#NETWORK_UNREACHABLE}. */
    public static final String PROVIDER_CODE = "stale-connection";

    private StaleConnection() {}

    public static boolean is(ProviderException failure) {
        return PROVIDER_CODE.equals(failure.details().providerCode());
    }

    static boolean matches(Throwable failure) {
        String message = failure.getMessage();
        return message != null && message.contains("header parser received no bytes");
    }

    static ProviderException of(String host) {
        return ProviderException.of(ErrorCode.NETWORK_UNREACHABLE, host + " closed the connection without a reply.")
                .withDetails(new ProviderException.Details(
                        true, null, null, PROVIDER_CODE, null, "Try again; if it stays, check the endpoint.", null));
    }
}
