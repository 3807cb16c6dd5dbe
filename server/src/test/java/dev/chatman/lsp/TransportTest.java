package dev.chatman.lsp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.testing.LspClient;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The client listens, the server connects. */
class TransportTest {

    private static final String ASK = "{\"text\":\"Why?\",\"partialResultToken\":\"p\"}";

    @Test
    void speaksOverASocket() throws IOException {
        try (ServerSocketChannel editor = ServerSocketChannel.open()) {
            editor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) editor.getLocalAddress()).getPort();
            assertSpeaks(editor, new LspTransport.Socket(port));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "named pipes of Windows are refused")
    void speaksOverAPipe(@TempDir Path directory) throws IOException {
        Path name = directory.resolve("chat man.sock");
        try (ServerSocketChannel editor = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            editor.bind(UnixDomainSocketAddress.of(name));
            assertSpeaks(editor, new LspTransport.Pipe(name.toString()));
        }
    }

    private static void assertSpeaks(ServerSocketChannel editor, LspTransport transport) throws IOException {
        try (ServerUnderTest server = ServerUnderTest.over(transport);
                SocketChannel accepted = editor.accept();
                LspClient client = LspClient.over(new ChannelInput(accepted), new ChannelOutput(accepted))) {
            client.initialize();
            assertEquals(
                    "Hi.",
                    client.progress("p")
                            .text(client.request("chatman/chat", ASK).result()));
            client.shutdownAndExit();
            assertEquals(0, server.exitCode());
        }
    }

    @Test
    void endsWhenTheEditorHangsUp() throws IOException {
        try (ServerSocketChannel editor = ServerSocketChannel.open()) {
            editor.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            int port = ((InetSocketAddress) editor.getLocalAddress()).getPort();
            try (ServerUnderTest server = ServerUnderTest.over(new LspTransport.Socket(port))) {
                editor.accept().close();
                assertEquals(1, server.exitCode());
            }
        }
    }

    @Test
    void saysWhenNobodyListens(@TempDir Path directory) throws IOException {
        int port;
        try (ServerSocketChannel closed = ServerSocketChannel.open()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            port = ((InetSocketAddress) closed.getLocalAddress()).getPort();
        }
        IOException refused = assertThrows(IOException.class, () -> open(new LspTransport.Socket(port)));
        assertTrue(String.valueOf(refused.getMessage()).contains("port " + port));
        String name = directory.resolve("none.sock").toString();
        IOException missing = assertThrows(IOException.class, () -> open(new LspTransport.Pipe(name)));
        assertTrue(String.valueOf(missing.getMessage()).contains("ipe"));
    }

    private static void open(LspTransport transport) throws IOException {
        transport
                .open(InputStream.nullInputStream(), OutputStream.nullOutputStream())
                .close();
    }
}
