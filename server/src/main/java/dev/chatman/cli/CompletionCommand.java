package dev.chatman.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
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

    @Parameters(paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}.")
    Shell shell = Shell.BASH;

    /** The shells; one script serves both. */
    enum Shell {
        BASH,
        ZSH;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    CompletionCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        var program = Objects.requireNonNull(spec).root().commandLine();
        context.screen().print(AutoComplete.bash(program.getCommandName(), program));
        return ExitCode.OK;
    }
}
