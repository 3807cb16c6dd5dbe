package dev.chatman.lsp;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** How client and server reach each other. With a socket or a pipe it is the client that listens. */
public sealed interface LspTransport {

    /**
     * Reaches the client.
     *
     * @param standardInput used by {@link Stdio} only
     * @param standardOutput used by {@link Stdio} only
     * @throws IOException when the client cannot be reached; the message is for people
     */
    LspConnection open(InputStream standardInput, OutputStream standardOutput) throws IOException;

    /** Standard input and output. */
    record Stdio() implements LspTransport {
        @Override
        public LspConnection open(InputStream standardInput, OutputStream standardOutput) {
            return new LspConnection(standardInput, standardOutput, () -> {});
        }
    }

    /** A TCP port of this machine, on which the client listens. */
    record Socket(int port) implements LspTransport {
        @Override
        public LspConnection open(InputStream standardInput, OutputStream standardOutput) throws IOException {
            return connect(
                    SocketChannel.open(),
                    new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port),
                    "port " + port + " of 127.0.0.1");
        }
    }

    /** A Unix domain socket, on which the client listens. */
    record Pipe(String name) implements LspTransport {
        @Override
        public LspConnection open(InputStream standardInput, OutputStream standardOutput) throws IOException {
            // A named pipe opened by plain Java cannot be read and written at the same time.
            if (File.separatorChar == '\\') {
                throw new IOException("Named pipes of Windows are not supported. Use --stdio or --socket=PORT.");
            }
            return connect(
                    SocketChannel.open(StandardProtocolFamily.UNIX), UnixDomainSocketAddress.of(name), "pipe " + name);
        }
    }

    private static LspConnection connect(SocketChannel channel, SocketAddress address, String name) throws IOException {
        try {
            channel.connect(address);
        } catch (IOException failure) {
            channel.close();
            throw new IOException("No client listens on " + name + ": " + failure.getMessage(), failure);
        }
        return new LspConnection(new ChannelInput(channel), new ChannelOutput(channel), channel);
    }
}
