package dev.chatman.context;

import dev.chatman.chat.ChatException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Reads text files: UTF-8, with or without a byte order mark, or UTF-16 with one. Bytes that are not UTF-8 are replaced
 * and noted; binary files and files over {@link #MAX_BYTES} are refused.
 */
public final class FileReader {

    static final int MAX_BYTES = 10 * 1024 * 1024;

    private FileReader() {}

    /**
     * Reads a file.
     *
     * @param name what it is called in messages
     * @throws ChatException when it is no text file, too large, or cannot be read
     */
    public static FileText read(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw ChatException.invalid(name + " is not a file.", "Choose a text file.");
        }
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(MAX_BYTES + 1);
        } catch (IOException failure) {
            throw ChatException.invalid(
                    name + " cannot be read (" + failure.getClass().getSimpleName() + ").",
                    "Check its permissions, or open it in the editor.");
        }
        if (bytes.length > MAX_BYTES) {
            throw ChatException.invalid(
                    name + " is larger than 10 MB.", "Select the part that the question is about and send its text.");
        }
        FileText result = decode(bytes);
        if (result.text().indexOf('\0') >= 0) {
            throw ChatException.invalid(name + " is a binary file.", "Choose a text file.");
        }
        return result;
    }

    private static FileText decode(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            return decode(bytes, 3, StandardCharsets.UTF_8);
        }
        if (startsWith(bytes, 0xFF, 0xFE)) {
            return decode(bytes, 2, StandardCharsets.UTF_16LE);
        }
        if (startsWith(bytes, 0xFE, 0xFF)) {
            return decode(bytes, 2, StandardCharsets.UTF_16BE);
        }
        return decode(bytes, 0, StandardCharsets.UTF_8);
    }

    private static FileText decode(byte[] bytes, int from, Charset charset) {
        ByteBuffer body = ByteBuffer.wrap(bytes, from, bytes.length - from);
        try {
            return new FileText(charset.newDecoder().decode(body.duplicate()).toString(), null);
        } catch (CharacterCodingException malformed) {
            String note = "Some bytes are not " + charset.name() + " and are shown as \uFFFD.";
            return new FileText(charset.decode(body).toString(), note);
        }
    }

    private static boolean startsWith(byte[] bytes, int... mark) {
        if (bytes.length < mark.length) {
            return false;
        }
        for (int i = 0; i < mark.length; i++) {
            if ((bytes[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
