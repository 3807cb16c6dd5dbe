package dev.chatman.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the launcher of the built distribution, mostly with a program in Java's place that prints its arguments. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class LauncherIT {

    private static final Path DISTRIBUTION = Path.of(System.getProperty("chatman.distribution"));
    private static final Path CHATMAN = DISTRIBUTION.resolve("bin/chatman");

    @TempDir
    Path directory;

    private Launch launch;

    @BeforeEach
    void startHere() throws IOException {
        directory = directory.toRealPath();
        launch = new Launch(directory);
    }

    @Test
    void startsARealJvmWithACleanStdout() throws Exception {
        Launch.Outcome outcome = launch.with("JAVA_HOME", System.getProperty("java.home"))
                .with("CHATMAN_JAVA_OPTS", "-XshowSettings:properties -Dchatman.extra=1")
                .run(CHATMAN, "--version");

        assertEquals(0, outcome.exitCode(), outcome.stderr());
        assertEquals("chatman " + version() + " (Java " + Runtime.version() + ")\n", outcome.stdout());
        assertTrue(outcome.stderr().contains("chatman.home = " + DISTRIBUTION.toRealPath()), outcome.stderr());
        assertTrue(outcome.stderr().contains("chatman.extra = 1"), outcome.stderr());
        assertTrue(outcome.stderr().contains("file.encoding = UTF-8"), outcome.stderr());
    }

    @Test
    void keepsTheWarningsOfTheJvmOffStdout() throws Exception {
        Path broken = Files.writeString(directory.resolve("broken.jsa"), "no archive");

        Launch.Outcome outcome = launch.with("JAVA_HOME", System.getProperty("java.home"))
                .with("CHATMAN_JAVA_OPTS", "-XX:SharedArchiveFile=" + broken)
                .run(CHATMAN, "--version");

        assertEquals(0, outcome.exitCode(), outcome.stderr());
        assertEquals("chatman " + version() + " (Java " + Runtime.version() + ")\n", outcome.stdout());
    }

    @ParameterizedTest
    @CsvSource({"17.0.15", "25.0.3", "17", "26-ea"})
    void takesANewEnoughJavaByItsReleaseFile(String version) throws Exception {
        Path home = javaHome("new java", "exit 9", version);

        Launch.Outcome outcome = launch.with("JAVA_HOME", home.toString()).run(CHATMAN);

        assertEquals(9, outcome.exitCode(), outcome.stderr());
    }

    @Test
    void asksAJavaWithoutAReleaseFileForItsVersion() throws Exception {
        Path home = javaHome("plain", versionOr("21.0.2", "exit 8"), null);

        assertEquals(8, launch.with("JAVA_HOME", home + "/").run(CHATMAN).exitCode());
    }

    @Test
    void handsArgumentsOnUntouchedAndUserOptionsAfterItsOwn() throws Exception {
        Path home = javaHome("echo", "for a; do echo \"<$a>\"; done", "17.0.1");

        Launch.Outcome outcome = launch.with("JAVA_HOME", home.toString())
                .with("CHATMAN_JAVA_OPTS", "-Xmx512m -Dstar=*")
                .run(CHATMAN, "ask", "a b", "", "*", "größer 🙂", "-f", "x");

        assertTrue(
                outcome.stdout()
                        .endsWith("<-Xmx512m>\n<-Dstar=*>\n<-jar>\n<" + jar() + ">\n"
                                + "<ask>\n<a b>\n<>\n<*>\n<größer 🙂>\n<-f>\n<x>\n"),
                outcome.stdout());
        assertTrue(outcome.stdout().contains("<-Dchatman.tty=>\n"), outcome.stdout());
    }

    @Test
    void worksThroughSymlinksSpacesAndFromAnyDirectory() throws Exception {
        Path home = javaHome("echo", "for a; do echo \"<$a>\"; done", "17.0.1");
        Path first = Files.createSymbolicLink(directory.resolve("first ünicode link"), CHATMAN.toAbsolutePath());
        Path bin = Files.createDirectory(directory.resolve("my bin"));
        Path second = Files.createSymbolicLink(bin.resolve("chatman"), Path.of("..", "first ünicode link"));
        launch = launch.with("JAVA_HOME", home.toString());

        for (Launch.Outcome outcome : List.of(
                launch.run(first),
                launch.run(second),
                launch.in(bin).run(Path.of("./chatman")),
                launch.with("PATH", bin + ":/usr/bin:/bin").run(Path.of("chatman")),
                launch.in(bin).run(Path.of("/bin/sh"), "chatman"))) {
            assertTrue(outcome.stdout().contains("<" + jar() + ">\n"), outcome.stdout() + outcome.stderr());
        }
    }

    @Test
    void passesOverAWrongJavaHomeForTheOneOnThePath() throws Exception {
        Path good = javaHome("good", "exit 7", "17.0.1");

        Launch.Outcome outcome = launch.with(
                        "JAVA_HOME", directory.resolve("nowhere").toString())
                .with("PATH", good.resolve("bin") + ":/usr/bin:/bin")
                .run(CHATMAN);

        assertEquals(7, outcome.exitCode(), outcome.stderr());
    }

    @Test
    void prefersTheJavaThatIsBundledWithIt() throws Exception {
        Path copy = directory.resolve("installed here/chatman");
        Files.createDirectories(copy.resolve("bin"));
        Files.createDirectories(copy.resolve("lib"));
        Files.copy(CHATMAN, copy.resolve("bin/chatman"));
        assertTrue(copy.resolve("bin/chatman").toFile().setExecutable(true));
        Files.createFile(copy.resolve("lib").resolve(jar().getFileName()));
        javaHome("installed here/jre", "exit 6", "17.0.1");
        Path other = javaHome("other", "exit 5", "25");

        assertEquals(
                6,
                launch.with("JAVA_HOME", other.toString())
                        .run(copy.resolve("bin/chatman"))
                        .exitCode());
    }

    @Test
    void namesTheJavasThatAreTooOld() throws Exception {
        Path eleven = javaHome("eleven", versionOr("11.0.2", "exit 5"), null);
        Path eight = javaHome("eight", "exit 5", "1.8.0_402");

        Launch.Outcome outcome = launch.with("JAVA_HOME", eleven.toString())
                .with("PATH", eight.resolve("bin") + ":/usr/bin:/bin")
                .run(CHATMAN, "lsp");

        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.stdout());
        assertTrue(
                outcome.stderr().contains("JAVA_HOME: " + eleven.resolve("bin/java") + " is Java 11.0.2"),
                outcome.stderr());
        assertTrue(
                outcome.stderr().contains("PATH: " + eight.resolve("bin/java") + " is Java 1.8.0_402"),
                outcome.stderr());
        assertTrue(outcome.stderr().contains("needs Java 17 or newer"), outcome.stderr());
    }

    @Test
    void saysWhenThereIsNoJavaAtAll() throws Exception {
        Path tools = Files.createDirectory(directory.resolve("tools"));

        Launch.Outcome outcome = launch.with("PATH", tools.toString()).run(Path.of("/bin/sh"), CHATMAN.toString());

        assertEquals(1, outcome.exitCode());
        assertEquals("", outcome.stdout());
        assertTrue(outcome.stderr().contains("found none"), outcome.stderr());
        assertTrue(outcome.stderr().contains("https://adoptium.net"), outcome.stderr());
    }

    @Test
    void readsArgumentsAsUtf8InTheCLocale() throws Exception {
        Path home = javaHome("echo", "echo \"$LC_ALL\"", "17.0.1");
        launch = launch.with("JAVA_HOME", home.toString());

        assertEquals("C.UTF-8\n", launch.with("LC_ALL", "C").run(CHATMAN).stdout());
        assertEquals(
                "de_DE.UTF-8\n",
                launch.with("LC_ALL", "de_DE.UTF-8").run(CHATMAN).stdout());
    }

    private static Path jar() throws IOException {
        try (var files = Files.list(DISTRIBUTION.toRealPath().resolve("lib"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("chatman-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static String version() throws IOException {
        return jar().getFileName().toString().replaceAll("^chatman-|[.]jar$", "");
    }

    private static String versionOr(String version, String otherwise) {
        return "if [ \"$1\" = -version ]; then echo 'openjdk version \"" + version + "\" 2020-01-01' >&2; exit 0; fi\n"
                + otherwise;
    }

    /** Makes a Java home whose java is a shell script; {@code version} goes into its release file. */
    private Path javaHome(String name, String script, @Nullable String version) throws IOException {
        Path home = directory.resolve(name);
        Files.createDirectories(home.resolve("bin"));
        Path java = home.resolve("bin/java");
        Files.writeString(java, "#!/bin/sh\n" + script + "\n");
        assertTrue(java.toFile().setExecutable(true));
        if (version != null) {
            Files.writeString(
                    home.resolve("release"),
                    "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"" + version + "\"\nOS_ARCH=\"x\"\n");
        }
        return home;
    }
}
