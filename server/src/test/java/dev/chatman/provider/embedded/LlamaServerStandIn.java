package dev.chatman.provider.embedded;

import dev.chatman.settings.EmbeddedSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** A script named {@code llama-server} that runs {@link FakeLlamaServer}. */
final class LlamaServerStandIn {
    private LlamaServerStandIn() {}

    /** The directory with the script, for a PATH. */
    static Path write(Path directory) throws IOException {
        Path bin = Files.createDirectories(directory.resolve("some bin"));
        Path script = bin.resolve("llama-server");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                script, """
                #!/bin/sh
                [ "$1" = --help ] && { echo '-np, --parallel N'; echo '--webui, --no-webui  the old name'; exit; }
                exec '%s' -cp '%s' %s "$@"
                """.formatted(java, System.getProperty("java.class.path"), FakeLlamaServer.class.getName()));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return bin;
    }

    static LlamaServerLauncher launcher(Path bin, Path state) {
        return new LlamaServerLauncher(EmbeddedSettings.DEFAULTS, Map.of("PATH", bin.toString()), state);
    }
}
