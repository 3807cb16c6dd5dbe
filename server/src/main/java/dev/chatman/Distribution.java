package dev.chatman;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The installed program's own files.
 *
 * @param classPath what the embedded engine's child loads: the program's jar and the binding's
 * @param natives the folder with the native libraries of each platform
 */
record Distribution(List<Path> classPath, Path natives) {

    /** The one that the launcher started; without a launcher, the class path of this JVM. */
    static Distribution running() {
        String home = System.getProperty("chatman.home");
        if (home != null) {
            Path lib = Path.of(home, "lib");
            return new Distribution(jarsIn(lib), lib.resolve("natives"));
        }
        List<Path> classPath = Arrays.stream(
                        System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .toList();
        return new Distribution(classPath, Path.of(System.getProperty("chatman.natives", "natives")));
    }

    /** The version in the jar's manifest. */
    static String version() {
        return Optional.ofNullable(Main.class.getPackage().getImplementationVersion())
                .orElse("development");
    }

    private static List<Path> jarsIn(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The installation is damaged: cannot read " + directory, e);
        }
    }
}
