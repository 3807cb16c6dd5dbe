package dev.chatman.cli;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The terminal, or what stands in its place.
 *
 * @param out standard output, unbuffered
 * @param err standard error, unbuffered
 * @param inTty whether a person types at {@code in}; the same for the other two
 * @param escapes whether standard error may get escape sequences: a terminal that understands them and whose user wants
 *     them
 * @param columns the width
 */
public record Terminal(
        InputStream in,
        OutputStream out,
        OutputStream err,
        boolean inTty,
        boolean outTty,
        boolean errTty,
        boolean escapes,
        int columns) {

    private static final int DEFAULT_COLUMNS = 80;

    /** The one of this process, as the launcher described it in the properties {@code chatman.tty} and {@code .columns}. */
    public static Terminal ofProcess(Map<String, String> environment) {
        String told = System.getProperty("chatman.tty", "");
        List<String> terminals = Arrays.asList((told.equals("console") ? console() : told).split(",", -1));
        boolean errTty = terminals.contains("stderr");
        String type = environment.getOrDefault("TERM", "");
        // A Windows console shows escape sequences as they are until a program asks it otherwise, which Java cannot.
        boolean understands =
                type.isEmpty() ? !System.getProperty("os.name").startsWith("Windows") : !type.equals("dumb");
        boolean wanted = environment.getOrDefault("NO_COLOR", "").isEmpty();
        return new Terminal(
                new FileInputStream(FileDescriptor.in),
                new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err),
                terminals.contains("stdin"),
                terminals.contains("stdout"),
                errTty,
                errTty && understands && wanted,
                columns(System.getProperty("chatman.columns", environment.getOrDefault("COLUMNS", ""))));
    }

    /**
     * Where the launcher cannot tell (Windows), Java can tell whether both ends are a terminal. The launcher sets
     * {@code jdk.console=java.base}, without which Java 22 and later would always say yes.
     */
    @SuppressWarnings("SystemConsoleNull")
    private static String console() {
        return System.console() == null ? "" : "stdin,stdout,stderr";
    }

    static int columns(String text) {
        return text.matches("[1-9]\\d{0,4}") ? Integer.parseInt(text) : DEFAULT_COLUMNS;
    }
}
