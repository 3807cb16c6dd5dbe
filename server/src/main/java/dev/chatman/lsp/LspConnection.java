package dev.chatman.lsp;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * The streams to one client.
 *
 * @param resource what is closed with the connection
 */
public record LspConnection(InputStream input, OutputStream output, Closeable resource) implements Closeable {

    @Override
    public void close() throws IOException {
        resource.close();
    }
}
