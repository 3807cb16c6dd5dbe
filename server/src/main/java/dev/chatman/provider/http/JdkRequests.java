package dev.chatman.provider.http;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.net.http.HttpRequest;
import java.util.Map;

/** Makes the JDK's requests. */
final class JdkRequests {

    private JdkRequests() {}

    /**
     * Never sets {@link HttpRequest.Builder#timeout}: up to Java 25 it ends at the headers, from 26 on (JDK-8208693) it
     * would cut long answers off.
     */
    static HttpRequest of(OutgoingRequest request) throws ProviderException {
        HttpRequest.Builder builder = builder(request);
        for (Map.Entry<String, String> header : request.headers().entrySet()) {
            setHeader(builder, header.getKey(), header.getValue());
        }
        String body = request.body();
        return (body == null ? builder.GET() : builder.POST(HttpRequest.BodyPublishers.ofString(body))).build();
    }

    private static HttpRequest.Builder builder(OutgoingRequest request) throws ProviderException {
        try {
            return HttpRequest.newBuilder(request.uri());
        } catch (IllegalArgumentException notHttp) {
            throw ProviderException.of(ErrorCode.INVALID_REQUEST, "The base URL is not an HTTP address.")
                    .withHint("Set the base URL to http://HOST:PORT/v1 or https://HOST/v1.");
        }
    }

    /** The JDK's exception is dropped on purpose: its message quotes the value, which may be a key. */
    private static void setHeader(HttpRequest.Builder builder, String name, String value) throws ProviderException {
        try {
            builder.setHeader(name, value);
        } catch (IllegalArgumentException rejected) {
            throw ProviderException.of(ErrorCode.INVALID_REQUEST, "The header \"" + name + "\" cannot be sent.")
                    .withHint("Check its value for line breaks and other control characters; the headers "
                            + "Connection, Content-Length, Expect, Host and Upgrade cannot be set.");
        }
    }
}
