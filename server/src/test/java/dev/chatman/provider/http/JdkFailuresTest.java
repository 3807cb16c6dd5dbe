package dev.chatman.provider.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class JdkFailuresTest {

    private static final URI ENDPOINT = URI.create("https://user:secret@api.example:8443/v1?key=secret");

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new ConnectException(), ErrorCode.NETWORK_UNREACHABLE),
                Arguments.of(new UnknownHostException("api.example"), ErrorCode.NETWORK_UNREACHABLE),
                Arguments.of(new UnresolvedAddressException(), ErrorCode.NETWORK_UNREACHABLE),
                Arguments.of(
                        new ConnectException().initCause(new UnresolvedAddressException()),
                        ErrorCode.NETWORK_UNREACHABLE),
                Arguments.of(new SocketException("Connection reset"), ErrorCode.NETWORK_UNREACHABLE),
                Arguments.of(new IOException(), ErrorCode.NETWORK_UNREACHABLE),
                Arguments.of(new HttpConnectTimeoutException("timed out"), ErrorCode.TIMEOUT_CONNECT),
                Arguments.of(new SSLHandshakeException("no path"), ErrorCode.TLS_ERROR),
                Arguments.of(new IOException(new SSLHandshakeException("no path")), ErrorCode.TLS_ERROR),
                Arguments.of(new ProtocolException("Invalid status line"), ErrorCode.PROTOCOL_ERROR),
                Arguments.of(new IllegalStateException("bug"), ErrorCode.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void classifiesByClass(Throwable failure, ErrorCode expected) {
        Throwable wrapped = new CompletionException(new ExecutionException(failure));
        ProviderException classified = JdkFailures.classify(wrapped, ENDPOINT, false);

        assertEquals(expected, classified.code());
        assertEquals(failure, classified.getCause());
        assertEquals(-1, classified.toString().indexOf("secret"));
    }

    @Test
    void afterTheHeadTheStreamIsInterrupted() {
        ProviderException failure = JdkFailures.classify(new IOException("closed"), ENDPOINT, true);

        assertEquals(ErrorCode.STREAM_INTERRUPTED, failure.code());
        assertEquals("The connection to api.example:8443 was lost.", failure.message());
        assertNotNull(failure.details().hint());
    }
}
