package dev.chatman.testing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/**
 * The distribution as a user starts it, in a home of its own. Where the variable {@code CHATMAN_TEST_JAVA} names the
 * home of another Java, {@link #javaHomes} has that one too.
 */
public final class PackagedProgram {

    /** The key for the endpoint of {@link #asking}. */
    public static final String KEY = "key-that-only-the-endpoint-may-see";

    private final Path home;
    private final Path javaHome;

    /** @param home an empty directory that stands for the user's; may hold blanks */
    public PackagedProgram(Path home, Path javaHome) {
        this.home = home;
        this.javaHome = javaHome;
    }

    /** The Java of this test run, and the other one that is to be tried. */
    public static List<Path> javaHomes() {
        List<Path> homes = new ArrayList<>();
        homes.add(Path.of(System.getProperty("java.home")));
        String other = System.getenv("CHATMAN_TEST_JAVA");
        if (other != null) {
            homes.add(Path.of(other));
        }
        return homes;
    }

    public static Path launcher() {
        String directory = Objects.requireNonNull(System.getProperty("chatman.distribution"), "run by `mvn verify`");
        return Path.of(directory, "bin", "chatman");
    }

    /** Writes the user's settings file. */
    public PackagedProgram withSettings(String json) throws IOException {
        Path file = home.resolve("config/chatman/config.json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, json, StandardCharsets.UTF_8);
        return this;
    }

    /** A settings file whose provider is an endpoint that a test plays. */
    public PackagedProgram asking(FaultServer endpoint) throws IOException {
        return withSettings("""
                { "provider": "fake", // played by the test
                  "providers": {"fake": {"type": "openai-compatible", "baseUrl": "%s/v1", "model": "m",
                                         "apiKey": {"env": "FAKE_KEY"}}} }""".formatted(endpoint.baseUri()));
    }

    /** Prepares a run; the caller starts it. */
    public ProcessBuilder command(String... arguments) {
        List<String> words = new ArrayList<>(List.of(launcher().toString()));
        words.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("CHATMAN_") || name.startsWith("XDG_"));
        environment.put("HOME", home.toString());
        environment.put("XDG_CONFIG_HOME", home.resolve("config").toString());
        environment.put("XDG_CACHE_HOME", home.resolve("cache").toString());
        environment.put("XDG_STATE_HOME", home.resolve("state").toString());
        environment.put("XDG_DATA_HOME", home.resolve("data").toString());
        environment.put("JAVA_HOME", javaHome.toString());
        environment.put("FAKE_KEY", KEY);
        builder.redirectError(home.resolve("stderr.txt").toFile());
        return builder;
    }

    /** What the last run wrote to standard error. */
    public String standardError() throws IOException {
        return Files.readString(home.resolve("stderr.txt"));
    }

    /** Waits for the end of a process, with a limit. */
    public static int exitCode(Process process) throws InterruptedException {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process does not end");
        return process.exitValue();
    }

    /** Waits until none of these processes is left, and fails after {@code seconds}. */
    public static void assertGone(List<ProcessHandle> processes, int seconds) throws Exception {
        for (ProcessHandle process : processes) {
            process.onExit().get(seconds, TimeUnit.SECONDS);
        }
    }
}
