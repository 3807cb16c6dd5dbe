package dev.chatman.settings;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are looked for: the {@code PATH} of an environment, which Windows spells {@code Path}. */
public final class SearchPath {
    private final String path;

    public SearchPath(Map<String, String> environment) {
        this.path = environment.entrySet().stream()
                .filter(variable -> variable.getKey().equalsIgnoreCase("PATH"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /** The first program of that name, with or without Windows' {@code .exe}. Reads the disk. */
    public Optional<Path> find(String program) {
        return Stream.of(path.split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .flatMap(directory -> Stream.of(program, program + ".exe").flatMap(name -> file(directory, name)))
                .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
                .findFirst();
    }

    private static Stream<Path> file(String directory, String name) {
        try {
            return Stream.of(Path.of(directory, name));
        } catch (InvalidPathException noDirectory) {
            return Stream.empty();
        }
    }
}
