package dev.chatman.provider.embedded;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Starts a child so that Ctrl-C in the terminal does not reach it: the key goes to all processes of the terminal's
 * foreground group, and the parent, which gets it too, decides what it means. A signal that is ignored at the start of
 * a program stays ignored; Windows has no such thing.
 */
record ChildCommand(List<String> command) {
    private static final boolean POSIX = File.separatorChar == '/';

    /** The program takes the shell's place, so that the process id is its own. */
    static ChildCommand of(List<String> program) {
        return new ChildCommand(POSIX ? shell("trap '' INT; exec \"$@\"", program) : program);
    }

    /** For a program that does not watch its parent: a shell ends it when standard input ends. */
    static ChildCommand watched(List<String> program) {
        String script = """
                trap '' INT
                exec 3<&0
                "$@" 3<&- </dev/null & child=$!
                { cat <&3 >/dev/null; kill "$child"; sleep 2; kill -9 "$child"; } >/dev/null 2>&1 &
                exec 3<&- </dev/null
                wait "$child"
                """;
        return new ChildCommand(POSIX ? shell(script, program) : program);
    }

    /** Starts it with pipes for all three streams; what the map names is added to this process's environment. */
    Process start(Map<String, String> environment) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static List<String> shell(String script, List<String> program) {
        List<String> wrapped = new ArrayList<>(List.of("/bin/sh", "-c", script, "chatman-engine"));
        wrapped.addAll(program);
        return List.copyOf(wrapped);
    }
}
