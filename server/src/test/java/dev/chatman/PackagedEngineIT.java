package dev.chatman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.gson.JsonObject;
import dev.chatman.testing.EditorSession;
import dev.chatman.testing.PackagedProgram;
import dev.chatman.testing.TinyGguf;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packaged server with its embedded engine: it answers, and it leaves no process behind, however it ends. */
@ParameterizedClass
@MethodSource("javaHomes")
class PackagedEngineIT {

    private final Path javaHome;

    @TempDir
    Path temporary;

    private final List<EditorSession> started = new ArrayList<>();

    PackagedEngineIT(Path javaHome) {
        this.javaHome = javaHome;
    }

    @AfterEach
    void leaveNothingBehind() {
        started.forEach(EditorSession::kill);
    }

    static Stream<Path> javaHomes() {
        return PackagedProgram.javaHomes().stream();
    }

    @Test
    void answersAndGoesWithTheServer() throws Exception {
        EditorSession editor = start();
        JsonObject result = editor.chat("Hello?", "a").result();
        assertFalse(editor.client().progress("a").text(result).isEmpty());
        assertEquals("embedded", result.get("provider").getAsString());
        List<ProcessHandle> children = editor.server().descendants().toList();
        assertEquals(1, children.size(), "one engine");
        editor.leave();
        PackagedProgram.assertGone(children, 5);
    }

    @ParameterizedTest
    @MethodSource("waysToDie")
    void goesWhenTheServerDies(String way) throws Exception {
        EditorSession editor = start();
        editor.chat("Hello?", "a");
        editor.client().progress("a").awaitText();
        List<ProcessHandle> children = editor.server().descendants().toList();
        assertEquals(1, children.size(), "one engine");
        switch (way) {
            case "kill -9" -> editor.server().destroyForcibly();
            case "kill" -> editor.server().destroy();
            default -> editor.server().getOutputStream().close();
        }
        PackagedProgram.exitCode(editor.server());
        PackagedProgram.assertGone(children, 5);
    }

    static Stream<String> waysToDie() {
        return Stream.of("kill -9", "kill", "standard input closed");
    }

    private EditorSession start() throws IOException {
        Path model = TinyGguf.write(temporary.resolve("tiny model.gguf"));
        PackagedProgram program = new PackagedProgram(temporary.resolve("a home"), javaHome)
                .withSettings("{\"provider\": \"embedded\", \"embedded\": {\"model\": \"" + model + "\"}}");
        EditorSession editor = EditorSession.start(program, "class A {}");
        started.add(editor);
        return editor;
    }
}
