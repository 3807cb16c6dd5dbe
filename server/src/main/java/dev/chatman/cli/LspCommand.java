package dev.chatman.cli;

import dev.chatman.cli.LspOptions.Pipe;
import dev.chatman.cli.LspOptions.Socket;
import dev.chatman.cli.LspOptions.Stdio;
import dev.chatman.cli.LspOptions.Transport;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Serves an editor. */
@Command(name = "lsp", description = "Serves an editor as a language server. Editors start this; people need not.")
final class LspCommand implements Callable<Integer> {

    private static final int MAX_PORT = 65_535;

    private final ServicesFactory factory;

    @Spec
    @Nullable CommandSpec spec;

    @ArgGroup
    Choice choice = new Choice();

    @Option(
            names = "--clientProcessId",
            paramLabel = "PID",
            description = "The editor's process; the server ends when it does.")
    @Nullable Long clientProcessId;

    /** One of these, or none. */
    static final class Choice {
        @Option(names = "--stdio", description = "Messages on standard input and output (the default).")
        boolean stdio;

        @Option(
                names = "--socket",
                paramLabel = "PORT",
                description = "Connect to this port on the loopback interface.")
        @Nullable Integer port;

        @Option(
                names = "--pipe",
                paramLabel = "NAME",
                description = "Connect to this named pipe or Unix domain socket.")
        @Nullable String pipe;
    }

    LspCommand(ServicesFactory factory) {
        this.factory = factory;
    }

    @Override
    public Integer call() {
        return new LspOptions(transport(), clientProcessId).serve(factory);
    }

    private Transport transport() {
        Integer port = choice.port;
        if (port != null) {
            if (port < 1 || port > MAX_PORT) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(), "There is no port " + port + ".");
            }
            return new Socket(port);
        }
        return choice.pipe == null ? new Stdio() : new Pipe(choice.pipe);
    }
}
