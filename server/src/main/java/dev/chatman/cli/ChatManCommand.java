package dev.chatman.cli;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The entry to the terminal face. */
public final class ChatManCommand {

    private static final String LSP = "lsp";

    /** How long the cleaning up after Ctrl-C may take. */
    private static final Duration CLEAN_UP_LIMIT = Duration.ofSeconds(3);

    private ChatManCommand() {}

    /**
     * Runs the program.
     *
     * @return its exit code
     */
    public static int run(String[] arguments, ServicesFactory factory, Terminal terminal) {
        // An editor waits for this one, so it does without picocli.
        if (arguments.length > 0 && arguments[0].equals(LSP)) {
            Optional<LspOptions> options = LspOptions.read(Arrays.copyOfRange(arguments, 1, arguments.length));
            if (options.isPresent()) {
                return serve(options.get(), factory, new Screen(terminal, System::nanoTime));
            }
        }
        ShutdownInterrupt interrupt = new ShutdownInterrupt(Thread.currentThread(), CLEAN_UP_LIMIT).install();
        try {
            return run(arguments, factory, terminal, System::nanoTime);
        } finally {
            interrupt.release();
        }
    }

    private static int serve(LspOptions options, ServicesFactory factory, Screen screen) {
        try {
            return options.serve(factory);
        } catch (RuntimeException failure) {
            return new Failures(screen).executed(failure);
        }
    }

    static int run(String[] arguments, ServicesFactory factory, Terminal terminal, LongSupplier nanoTime) {
        Screen screen = new Screen(terminal, nanoTime);
        CommandContext context = new CommandContext(factory, screen, new Stdin(terminal.in()), nanoTime);
        return CommandTree.of(context).execute(arguments);
    }
}
