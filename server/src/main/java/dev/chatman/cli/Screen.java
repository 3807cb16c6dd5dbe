package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Writes to the terminal: the answer to standard output, everything else to standard error, and there, on a terminal,
 * one status line that goes away before anything else is written. Safe for use by several threads.
 */
final class Screen {

    private static final String ERASE_LINE = "\r\u001B[K";
    private static final String DIM = "\u001B[2m";
    private static final String RESET = "\u001B[0m";

    /** What takes less is not counted aloud. */
    private static final Duration QUICK = Duration.ofSeconds(3);

    private final Terminal terminal;
    private final Writer out;
    private final Writer err;
    private final WordWrap wrap;
    private final LongSupplier nanoTime;
    /** What the status line says, and since when. */
    private String status = "";

    private long statusSince;
    /** What stands on the terminal of it. */
    private String drawn = "";

    private boolean lineOpen;

    /** Writes to {@code terminal}; {@code nanoTime} is as {@link System#nanoTime}. */
    Screen(Terminal terminal, LongSupplier nanoTime) {
        this.terminal = terminal;
        this.wrap = new WordWrap(terminal.columns());
        this.nanoTime = nanoTime;
        this.out = new OutputStreamWriter(terminal.out(), UTF_8);
        this.err = new OutputStreamWriter(terminal.err(), UTF_8);
    }

    Terminal terminal() {
        return terminal;
    }

    /**
     * More for standard output, made safe; shown at once.
     *
     * @throws IOException when standard output does not take it
     */
    synchronized void print(String text) throws IOException {
        eraseStatus();
        String safe = PlainText.of(text);
        try {
            out.write(terminal.outTty() && terminal.escapes() ? wrap.of(safe) : safe);
            out.flush();
        } catch (IOException failure) {
            throw new IOException("Standard output cannot be written to: " + failure.getMessage() + ".", failure);
        }
        if (!safe.isEmpty()) {
            lineOpen = !safe.endsWith("\n");
        }
    }

    /** Ends the line on standard output if text stands on it. */
    synchronized void endLine() throws IOException {
        if (lineOpen) {
            print("\n");
        }
    }

    /** A line on standard error that stays. */
    synchronized void note(String text) {
        eraseStatus();
        leaveAnswerLine();
        writeError(PlainText.of(text) + "\n");
    }

    /** A less important line on standard error; only for people. */
    synchronized void aside(String text) {
        if (terminal.errTty()) {
            eraseStatus();
            leaveAnswerLine();
            String safe = PlainText.of(text);
            writeError((terminal.escapes() ? DIM + safe + RESET : safe) + "\n");
        }
    }

    /** Replaces the status line; without a terminal there is none. */
    synchronized void status(String text) {
        if (terminal.errTty() && !(lineOpen && terminal.outTty()) && !text.equals(status)) {
            eraseStatus();
            status = text;
            statusSince = nanoTime.getAsLong();
            draw(text);
        }
    }

    /** Shows how long the status line has been saying the same; to be called every now and then. */
    synchronized void tick() {
        Duration unchanged = Duration.ofNanos(nanoTime.getAsLong() - statusSince);
        if (!status.isEmpty() && unchanged.compareTo(QUICK) >= 0) {
            draw(status + " · " + unchanged.toSeconds() + " s");
        }
    }

    synchronized void eraseStatus() {
        erase();
        status = "";
    }

    private void draw(String text) {
        erase();
        drawn = cut(PlainText.line(text), terminal.columns() - 1);
        writeError(drawn);
    }

    private void erase() {
        if (!drawn.isEmpty()) {
            writeError(terminal.escapes() ? ERASE_LINE : "\r" + " ".repeat(drawn.length()) + "\r");
            drawn = "";
        }
    }

    /** What asks a person to type; on standard error, so that standard output is only what was asked for. */
    synchronized void prompt(String text) {
        eraseStatus();
        writeError(text);
    }

    /** Where both streams are the same terminal, a message must not begin behind the answer's last word. */
    private void leaveAnswerLine() {
        if (lineOpen && terminal.outTty() && terminal.errTty()) {
            writeError("\n");
            wrap.beginLine();
            lineOpen = false;
        }
    }

    /** Cuts between characters, not within one. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        int end = Math.max(0, length - 1);
        return text.substring(0, end > 0 && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }

    private void writeError(String text) {
        try {
            err.write(text);
            err.flush();
        } catch (IOException nobodyReads) {
            // Messages about the answer may go nowhere; the answer still counts.
            drawn = "";
        }
    }
}
