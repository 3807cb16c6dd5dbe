package dev.chatman.provider.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Which flags a {@code llama-server} knows: they come, go and are renamed, and an unknown one ends it.
 *
 * @param help what {@code --help} prints
 */
record LlamaServerFlags(String help) {
    private static final int LONGEST_HELP = 1 << 20;
    private static final long LIMIT_SECONDS = 10;

    /** Asks the binary; whatever takes longer than some seconds to answer is not a {@code llama-server}. */
    static LlamaServerFlags of(Path binary, Path output) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(binary.toString(), "--help")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        try (InputStream in = Files.newInputStream(output)) {
            return new LlamaServerFlags(new String(in.readNBytes(LONGEST_HELP), StandardCharsets.UTF_8));
        }
    }

    /** The first of these spellings that it knows. */
    Optional<String> firstOf(String... spellings) {
        return Stream.of(spellings)
                .filter(flag -> help.matches("(?s).*(^|[\\s,])" + flag + "($|[\\s,]).*"))
                .findFirst();
    }
}
