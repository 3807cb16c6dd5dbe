package dev.chatman.provider.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Asks {@code GET /health}: 200 means loaded. A bare socket, because an HTTP client costs more than the whole load. */
final class HealthProbe {
    private static final int TIMEOUT_MILLIS = 2000;

    private final int port;

    HealthProbe(int port) {
        this.port = port;
    }

    boolean healthy() {
        String request = "GET /health HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nConnection: close\r\n\r\n";
        try (Socket socket = new Socket()) {
            byte[] loopback = {127, 0, 0, 1};
            socket.connect(new InetSocketAddress(InetAddress.getByAddress(loopback), port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            String status = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return status.endsWith(" 200");
        } catch (IOException notYet) {
            return false;
        }
    }
}
