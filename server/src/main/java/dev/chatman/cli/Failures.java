package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Locale;
import picocli.CommandLine;

/** The one place that turns what went wrong into words on standard error and an exit code. */
final class Failures {

    private static final System.Logger LOG = System.getLogger(Failures.class.getName());

    private final Screen screen;

    Failures(Screen screen) {
        this.screen = screen;
    }

    /** A command threw. */
    int executed(Exception failure) {
        if (failure instanceof ChatException known) {
            return failed(known);
        }
        if (failure instanceof IOException io) {
            return notTransferred(io);
        }
        if (failure instanceof InterruptedException) {
            return stopped();
        }
        LOG.log(Level.ERROR, "A command failed", failure);
        return failed(ChatException.internal(failure));
    }

    /** The arguments make no sense. */
    int misused(CommandLine.ParameterException wrong) {
        screen.note("chatman: " + wrong.getMessage());
        if (wrong instanceof CommandLine.UnmatchedArgumentException unmatched) {
            unmatched.getSuggestions().stream()
                    .limit(1)
                    .forEach(suggestion -> screen.note("Did you mean: " + suggestion + "?"));
        }
        screen.note("Try: " + wrong.getCommandLine().getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    int failed(ChatException failure) {
        if (failure.code() == ErrorCode.CANCELLED) {
            return stopped();
        }
        screen.note("chatman: " + failure.message());
        String hint = failure.hint();
        if (hint != null) {
            screen.note(hint);
        }
        return ExitCode.FAILED;
    }

    int stopped() {
        screen.note("chatman: stopped.");
        return ExitCode.INTERRUPTED;
    }

    /** Standard output did not take something, or standard input did not give it. */
    int notTransferred(IOException failure) {
        String reason = String.valueOf(failure.getMessage());
        // The system's own words for EPIPE; translations of them keep the word.
        if (reason.toLowerCase(Locale.ROOT).contains("pipe")) {
            return ExitCode.BROKEN_PIPE;
        }
        screen.note("chatman: " + reason);
        return ExitCode.FAILED;
    }
}
