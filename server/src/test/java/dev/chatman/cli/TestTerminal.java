package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.atomic.AtomicLong;

/** Runs the program on streams in memory. One instance, one run. */
final class TestTerminal {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();
    private OutputStream stdout = out;
    private OutputStream stderr = err;
    private InputStream in = new ByteArrayInputStream(new byte[0]);
    private boolean inTty;
    private boolean outTty;
    private boolean errTty;
    private boolean escapes;

    /** Standard input and both outputs are one terminal; what it shows is {@link #shown}. */
    static TestTerminal tty() {
        TestTerminal terminal = noColor();
        terminal.escapes = true;
        return terminal;
    }

    static TestTerminal noColor() {
        TestTerminal terminal = new TestTerminal();
        terminal.inTty = true;
        terminal.outTty = true;
        terminal.errTty = true;
        terminal.stderr = terminal.out;
        return terminal;
    }

    static TestTerminal pipes() {
        return new TestTerminal();
    }

    TestTerminal reading(String text) {
        in = new ByteArrayInputStream(text.getBytes(UTF_8));
        return this;
    }

    TestTerminal reading(InputStream stream) {
        in = stream;
        return this;
    }

    /** Standard output fails as the system words it. */
    TestTerminal failingWith(String words) {
        stdout = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(words);
            }
        };
        return this;
    }

    int run(ServicesFactory services, String... arguments) {
        return ChatManCommand.run(arguments, services, terminal(), () -> nanos.addAndGet(100_000_000));
    }

    Terminal terminal() {
        return new Terminal(in, stdout, stderr, inTty, outTty, errTty, escapes, 80);
    }

    String out() {
        return out.toString(UTF_8);
    }

    String err() {
        return err.toString(UTF_8);
    }

    /** What a person sees who looks at the terminal: the lines, with what was erased gone. */
    String shown() {
        StringBuilder screen = new StringBuilder();
        String raw = out().replace("\u001B[2m", "").replace("\u001B[0m", "");
        for (String line : raw.split("\n", -1)) {
            String last = line.substring(line.lastIndexOf('\r') + 1).replace("\u001B[K", "");
            screen.append(screen.isEmpty() ? "" : "\n").append(last);
        }
        return screen.toString();
    }
}
