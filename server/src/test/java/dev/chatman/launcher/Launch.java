package dev.chatman.launcher;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A way to run a program: working directory and the whole environment. */
record Launch(Path workingDirectory, Map<String, String> environment) {

    /** How a program ended and what it wrote. */
    record Outcome(int exitCode, String stdout, String stderr) {}

    Launch(Path workingDirectory) {
        this(workingDirectory, Map.of("PATH", "/usr/bin:/bin", "LC_ALL", "C.UTF-8"));
    }

    Launch in(Path directory) {
        return new Launch(directory, environment);
    }

    Launch with(String variable, String value) {
        Map<String, String> more = new HashMap<>(environment);
        more.put(variable, value);
        return new Launch(workingDirectory, more);
    }

    Outcome run(Path program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (!program.isAbsolute() && program.getNameCount() == 1) {
            // Found through this launch's PATH, not that of the tests.
            command.addAll(List.of("/bin/sh", "-c", "exec \"$0\" \"$@\""));
        }
        command.add(program.toString());
        command.addAll(List.of(arguments));
        Path out = Files.createTempFile("out", null);
        Path err = Files.createTempFile("err", null);
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(workingDirectory.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().clear();
            builder.environment().putAll(environment);
            Process process = builder.start();
            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();
            assertTrue(ended, "still running: " + command);
            return new Outcome(process.exitValue(), read(out), read(err));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
