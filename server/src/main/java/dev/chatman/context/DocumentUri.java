package dev.chatman.context;

import dev.chatman.chat.ChatException;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Reads the URIs of editors, which differ in what they encode: {@code file:///c%3A/a%20b} and {@code file:///C:/a b} are
 * the same file.
 */
final class DocumentUri {

    private static final String WINDOWS_PATH = "/?[A-Za-z]:.*";

    private DocumentUri() {}

    /** Equal for URIs that mean the same document. */
    static String key(String uri) {
        if (!isFile(uri)) {
            return uri;
        }
        String path = localPath(uri);
        int drive = path.matches(WINDOWS_PATH) ? path.indexOf(':') : 0;
        return "file:" + path.substring(0, drive).toLowerCase(Locale.ROOT) + path.substring(drive);
    }

    static boolean isFile(String uri) {
        return uri.regionMatches(true, 0, "file:", 0, "file:".length());
    }

    /** The last part of the path, decoded; the whole of an opaque URI such as {@code untitled:Untitled-1}. */
    static String fileName(String uri) {
        String path = decoded(uri.substring(uri.indexOf(':') + 1));
        String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return trimmed.substring(trimmed.lastIndexOf('/') + 1);
    }

    /**
     * The path of a {@code file:} URI.
     *
     * @throws ChatException when it is not one, or no path of this machine
     */
    static Path path(String uri) {
        String path = localPath(uri);
        boolean windows = File.separatorChar == '\\';
        if (path.startsWith("//") && !windows) {
            throw notAFile(uri);
        }
        try {
            Path result = Path.of(windows && path.matches(WINDOWS_PATH) ? path.replaceFirst("^/", "") : path);
            if (result.isAbsolute()) {
                return result.normalize();
            }
        } catch (InvalidPathException invalid) {
            throw notAFile(uri);
        }
        throw notAFile(uri);
    }

    /** The decoded path; after the authority, unless that names another machine. */
    private static String localPath(String uri) {
        String path = decoded(uri.substring("file:".length()));
        for (String here : new String[] {"///", "//localhost/"}) {
            if (path.startsWith(here)) {
                return path.substring(here.length() - 1);
            }
        }
        return path;
    }

    private static ChatException notAFile(String uri) {
        return ChatException.invalid(
                uri + " is not a file of this machine.", "Open it in the editor, or send its text with the request.");
    }

    /** Percent-decoding as UTF-8 that keeps what is not an escape, without query and fragment. */
    private static String decoded(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        byte[] source = text.replaceFirst("[?#].*$", "").getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < source.length; i++) {
            int high = source[i] == '%' && i + 2 < source.length ? Character.digit(source[i + 1], 16) : -1;
            int low = high < 0 ? -1 : Character.digit(source[i + 2], 16);
            if (low < 0) {
                bytes.write(source[i]);
            } else {
                bytes.write(high << 4 | low);
                i += 2;
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
