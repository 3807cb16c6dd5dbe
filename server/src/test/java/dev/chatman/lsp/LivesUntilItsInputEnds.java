package dev.chatman.lsp;

import java.io.IOException;
import java.io.OutputStream;

/** A process that plays the editor. */
final class LivesUntilItsInputEnds {
    private LivesUntilItsInputEnds() {}

    public static void main(String[] args) throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
