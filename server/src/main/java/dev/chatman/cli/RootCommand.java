package dev.chatman.cli;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The program without a command. */
@Command(
        name = "chatman",
        description = "AI chat about code, in any editor and in the terminal.",
        footer = {"", "Try: chatman ask \"What is a monad?\""})
final class RootCommand implements Callable<Integer> {

    @Spec
    @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        CommandLine program = Objects.requireNonNull(spec).commandLine();
        program.usage(program.getErr());
        return ExitCode.USAGE;
    }

    /** What {@code --version} prints. */
    static final class Version implements IVersionProvider {

        /** The version of the distribution; {@code development} for classes that no distribution holds. */
        static String ofChatMan() {
            String version = RootCommand.class.getPackage().getImplementationVersion();
            return version == null ? "development" : version;
        }

        @Override
        public String[] getVersion() {
            return new String[] {"chatman " + ofChatMan() + " (Java " + Runtime.version() + ")"};
        }
    }
}
