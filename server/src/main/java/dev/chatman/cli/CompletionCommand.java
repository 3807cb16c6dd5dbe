package dev.chatman.cli;

import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the completion script of a shell. */
@Command(
        name = "completion",
        description = "Prints a script that lets a shell complete chatman's commands and options.",
        footer = {"", "In ~/.bashrc or ~/.zshrc:", "  source <(chatman completion bash)"})
final class CompletionCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    @Nullable CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.", completionCandidates = Shells.class)
    String shell = "";

    /** The shells; one script serves both. */
    static final class Shells implements Iterable<String> {
        private static final List<String> NAMES = List.of("bash", "zsh");

        @Override
        public Iterator<String> iterator() {
            return NAMES.iterator();
        }
    }

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        CommandSpec command = Objects.requireNonNull(spec);
        if (!Shells.NAMES.contains(shell.toLowerCase(Locale.ROOT))) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "There is no completion for " + shell + ", only for " + String.join(" and ", Shells.NAMES) + ".");
        }
        CommandLine program = command.root().commandLine();
        context.screen().print(AutoComplete.bash(program.getCommandName(), program));
        return ExitCode.OK;
    }
}
