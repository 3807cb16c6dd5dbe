package dev.chatman.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Help.Ansi;

/** Puts picocli's commands together. */
final class CommandTree {

    private static final int MIN_HELP_WIDTH = 55;
    private static final int MAX_HELP_WIDTH = 100;

    private CommandTree() {}

    static CommandLine of(CommandContext context) {
        CommandLine models = new CommandLine(new ModelsCommand(context))
                .addSubcommand(new CommandLine(new ModelsCommand(context)).setCommandName("list"))
                .addSubcommand(new ModelsPullCommand(context))
                .addSubcommand(new ModelsRemoveCommand(context));
        CommandLine root = new CommandLine(new RootCommand())
                .addSubcommand(new AskCommand(context))
                .addSubcommand(new ChatCommand(context))
                .addSubcommand(models)
                .addSubcommand(new DoctorCommand(context))
                .addSubcommand(new LspCommand(context.factory()))
                .addSubcommand(new CompletionCommand(context));
        addStandardOptions(root);

        Terminal terminal = context.screen().terminal();
        Failures failures = new Failures(context.screen());
        return root.setOut(writer(terminal.out()))
                .setErr(writer(terminal.err()))
                .setColorScheme(Help.defaultColorScheme(terminal.outTty() && terminal.escapes() ? Ansi.ON : Ansi.OFF))
                .setUsageHelpWidth(Math.min(MAX_HELP_WIDTH, Math.max(MIN_HELP_WIDTH, terminal.columns())))
                // A question may begin with @, and its quotes are meant.
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler((wrong, arguments) -> failures.misused(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failures.executed(failure));
    }

    private static void addStandardOptions(CommandLine command) {
        command.getCommandSpec().mixinStandardHelpOptions(true).versionProvider(new RootCommand.Version());
        command.getSubcommands().values().forEach(CommandTree::addStandardOptions);
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, UTF_8), true);
    }
}
