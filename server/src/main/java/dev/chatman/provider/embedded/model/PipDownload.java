package dev.chatman.provider.embedded.model;

import dev.chatman.provider.embedded.model.CatalogModel.PythonPackage;
import dev.chatman.provider.embedded.model.ModelSource.Unavailable;
import dev.chatman.settings.SearchPath;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * Runs {@code pip download} into a folder of ours. Its temporary files go there too: their size is the only progress
 * that pip tells a program, and whatever it leaves behind is deleted with the folder.
 */
final class PipDownload {
    private static final long LOOK_MILLIS = 100;
    private static final long END_LIMIT_MILLIS = 500;
    private static final List<List<String>> PYTHONS =
            List.of(List.of("python3"), List.of("python"), List.of("py", "-3"));

    private final Map<String, String> environment;
    private final Path folder;
    private final Path output;

    PipDownload(Map<String, String> environment, Path folder) {
        this.environment = environment;
        this.folder = folder;
        this.output = folder.resolve("pip.txt");
    }

    /** Tries one Python after the other; the last one's complaint is reported. */
    void run(PythonPackage wanted, LongConsumer arrived, Cancellation cancellation)
            throws Unavailable, IOException, InterruptedException {
        Unavailable failure = new Unavailable("there is no Python here");
        for (List<String> python : PYTHONS) {
            Optional<Path> program = new SearchPath(environment).find(python.get(0));
            if (program.isEmpty()) {
                continue;
            }
            List<String> command = new ArrayList<>(List.of(program.get().toString()));
            command.addAll(python.subList(1, python.size()));
            command.addAll(List.of("-m", "pip", "download", "--no-deps", "--no-cache-dir", "--only-binary=:all:"));
            command.addAll(List.of("--dest", folder.toString(), wanted.name() + "==" + wanted.version()));
            int status = run(command, arrived, cancellation);
            if (status == 0) {
                return;
            }
            failure = new Unavailable(python.get(0) + ": " + complaint());
        }
        throw failure;
    }

    private int run(List<String> command, LongConsumer arrived, Cancellation cancellation)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        builder.environment()
                .putAll(Map.of(
                        "TMPDIR",
                        folder.toString(),
                        "TEMP",
                        folder.toString(),
                        "TMP",
                        folder.toString(),
                        "PIP_NO_INPUT",
                        "1",
                        "PIP_DISABLE_PIP_VERSION_CHECK",
                        "1",
                        "PIP_PROGRESS_BAR",
                        "off"));
        Process process = builder.start();
        try {
            process.getOutputStream().close();
            while (!process.waitFor(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                cancellation.check();
                arrived.accept(FolderTree.size(folder));
            }
            return process.exitValue();
        } finally {
            end(process);
        }
    }

    /** Waits for it, for a limited time: the folder it writes into is deleted next. */
    private static void end(Process process) throws InterruptedException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor(END_LIMIT_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The last line that says what went wrong, shortened: pip explains at length. */
    private String complaint() throws IOException {
        try (Stream<String> lines = Files.lines(output, StandardCharsets.ISO_8859_1)) {
            String last = lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .reduce((first, second) ->
                            second.startsWith("ERROR") || !first.startsWith("ERROR") ? second : first)
                    .orElse("pip failed");
            return last.substring(0, Math.min(160, last.length()));
        }
    }
}
