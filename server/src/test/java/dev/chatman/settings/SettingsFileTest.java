package dev.chatman.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsFileTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"model\":\"größe 😀\"}",
                "\uFEFF{\"model\":\"größe 😀\"}",
                "// a\r\n{ /* \"model\": \"no\" */ \"model\": \"größe 😀\", // end\r\n }",
                "{\"model\":\"größe 😀\", \"providers\": {\"ollama\": {\"quirks\": {\"dropParams\": [\"a\", /* , */ ]}}}}",
            })
    void commentsTrailingCommasAndByteOrderMarksAreRead(String text) {
        assertEquals(
                "größe 😀", new SettingsUnderTest(home).file(text).loadCleanly().model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"model\":\"http://x, } // y\"}", "{\"model\":\"http://x, } // y\",}"})
    void stringsKeepWhatLooksLikeAComment(String text) {
        assertEquals(
                "http://x, } // y",
                new SettingsUnderTest(home).file(text).loadCleanly().model());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n", "// nothing yet", "{}"})
    void anEmptyFileSetsNothing(String text) {
        assertEquals(Settings.DEFAULTS, new SettingsUnderTest(home).file(text).loadCleanly());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model\": sk-secret} | is not valid JSON (near line 1, column",
                "{\"model\": \"sk-secret | is not valid JSON",
                "{\"model\": \"a\",,} | is not valid JSON",
                "{} {} | is not valid JSON",
                "[1] | must be a JSON object",
            })
    void aBrokenFileIsReportedAsAWhole(String text, String message) {
        LoadedSettings loaded = new SettingsUnderTest(home).file(text).load();
        assertEquals(Settings.DEFAULTS, loaded.settings());
        assertEquals(1, loaded.problems().size());
        SettingsProblem problem = loaded.problems().get(0);
        assertTrue(problem.message().startsWith(message), problem::message);
        assertTrue(!problem.message().contains("sk-secret"), problem::message);
    }

    @Test
    void aFileThatIsNotUtf8IsReported() {
        byte[] latin1 = "{\"model\":\"größe\"}".getBytes(StandardCharsets.ISO_8859_1);
        new SettingsUnderTest(home).file(latin1).loadWithProblem("", "is not UTF-8");
    }

    @ParameterizedTest
    @CsvSource({"rw-------, 0", "rw-r--r--, 1"})
    void aKeyInAFileThatOthersCanReadIsReported(String permissions, int problems) throws Exception {
        assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
        SettingsUnderTest sources =
                new SettingsUnderTest(home).file("{\"providers\":{\"ollama\":{\"apiKey\":\"sk-secret\"}}}");
        Files.setPosixFilePermissions(sources.userFile(), PosixFilePermissions.fromString(permissions));
        LoadedSettings loaded = sources.load();
        assertEquals(problems, loaded.problems().size());
        for (SettingsProblem problem : loaded.problems()) {
            assertEquals("providers.ollama.apiKey", problem.key());
            assertTrue(problem.message().contains("chmod 600"), problem::message);
        }
    }

    @Test
    void aNamedFileIsReadInsteadAndMissedWhenItIsNotThere() throws Exception {
        Path named = Files.writeString(home.resolve("my settings.json"), "{\"model\":\"named\"}");
        SettingsUnderTest sources =
                new SettingsUnderTest(home).file("{\"model\":\"usual\"}").variable("CHATMAN_CONFIG", named.toString());
        assertEquals("named", sources.loadCleanly().model());

        Files.delete(named);
        assertEquals(null, sources.loadWithProblem("", "does not exist").model());
    }

    @Test
    void withoutAHomeTheDefaultsHoldAndTheReasonIsTold() {
        LoadedSettings loaded = new SettingsLoader(Map.of(), new Directories(Map.of(), "Linux", null)).load(List.of());
        assertEquals(Settings.DEFAULTS, loaded.settings());
        assertTrue(loaded.problems().get(0).message().contains("Set HOME"));
    }

    @Test
    void aVariableThatNearlyIsOursIsReported() {
        LoadedSettings loaded =
                new SettingsUnderTest(home).variable("CHATMAN_PROVDER", "x").load();
        assertEquals(
                List.of(new SettingsProblem(
                        "CHATMAN_PROVDER", "", "is not a variable of ChatMan. Did you mean \"CHATMAN_PROVIDER\"?")),
                loaded.problems());
    }

    @Test
    void otherVariablesAreLeftAlone() {
        new SettingsUnderTest(home)
                .variable("CHATMAN_JAVA_OPTS", "-Xmx1g")
                .variable("CHATMAN_MODEL", "")
                .loadCleanly();
    }
}
