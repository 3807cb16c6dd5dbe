package dev.chatman.settings;

import java.nio.file.Path;
import java.util.List;

/** Where a secret comes from. The secret itself is read when it is needed, off the caller's critical path. */
public sealed interface Credential {

    /** A secret that was given as text; never printed. */
    record Literal(String secret) implements Credential {
        @Override
        public String toString() {
            return "Literal[***]";
        }
    }

    /** An environment variable. */
    record Env(String variable) implements Credential {}

    /** A command that prints the secret on standard output. */
    record Command(List<String> command) implements Credential {
        public Command {
            if (command.isEmpty()) {
                throw new IllegalArgumentException("a command needs a program");
            }
            command = List.copyOf(command);
        }

        @Override
        public String toString() {
            return "Command[" + command.get(0) + " …]";
        }
    }

    /** A file that only its owner can read. */
    record File(Path path) implements Credential {}
}
