package dev.chatman;

import dev.chatman.cli.ChatManCommand;
import dev.chatman.cli.Terminal;
import java.util.Map;

/** Starts ChatMan. */
public final class Main {

    private Main() {}

    /** Runs the command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        Map<String, String> environment = System.getenv();
        Terminal terminal = Terminal.ofProcess(environment);
        // Standard output is the wire, or the answer: what a library prints goes where people look for messages.
        System.setOut(System.err);
        int exitCode = ChatManCommand.run(arguments, flags -> new Wiring(environment, flags, terminal), terminal);
        // Not by returning: a thread may still sit in a read of standard input.
        System.exit(exitCode);
    }
}
