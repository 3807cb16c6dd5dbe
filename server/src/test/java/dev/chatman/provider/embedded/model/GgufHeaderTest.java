package dev.chatman.provider.embedded.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.testing.TinyGguf;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GgufHeaderTest {
    @TempDir
    Path directory;

    @Test
    void saysWhatTheModelIs() throws IOException {
        GgufHeader header = GgufHeader.read(TinyGguf.write(directory.resolve("tiny.gguf")));

        assertEquals(new GgufHeader("llama"), header);
    }

    @Test
    void aFileCutOffAnywhereInItsHeaderIsUnreadable() throws IOException {
        byte[] whole = Files.readAllBytes(TinyGguf.write(directory.resolve("tiny.gguf")));
        int headerEnd = new String(whole, StandardCharsets.ISO_8859_1).indexOf("token_embd.weight") - 8;

        for (int length = 0; length < headerEnd; length += 7) {
            Path cut = Files.write(directory.resolve("cut.gguf"), Arrays.copyOf(whole, length));
            assertThrows(GgufHeader.Unreadable.class, () -> GgufHeader.read(cut), "cut after " + length);
        }
    }

    @Test
    void anotherKindOfFileIsNamedAsSuch() throws IOException {
        Path file = Files.writeString(directory.resolve("page.gguf"), "<!doctype html><title>Sign in</title>");

        var failure = assertThrows(GgufHeader.Unreadable.class, () -> GgufHeader.read(file));

        assertEquals("it is not a GGUF file", failure.getMessage());
    }

    @Test
    void noLengthInTheFileIsTrusted() throws IOException {
        for (long length : new long[] {Long.MAX_VALUE, -1, 1L << 40}) {
            ByteBuffer forged = ByteBuffer.allocate(64).order(ByteOrder.LITTLE_ENDIAN);
            forged.putInt(0x46554747).putInt(3).putLong(0).putLong(1).putLong(length);
            Path file = Files.write(directory.resolve("forged.gguf"), forged.array());

            var failure = assertThrows(GgufHeader.Unreadable.class, () -> GgufHeader.read(file));

            assertTrue(String.valueOf(failure.getMessage()).contains("damaged"));
        }
    }
}
