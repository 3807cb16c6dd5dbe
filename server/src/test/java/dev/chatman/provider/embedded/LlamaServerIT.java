package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.TinyGguf;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The other body, played by a stand-in. */
@Timeout(60)
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for llama-server is a shell script")
class LlamaServerIT {
    @TempDir
    Path directory;

    @Test
    void answersAndEndsWithItsParent() throws Exception {
        Path model = TinyGguf.write(directory.resolve("newer.gguf"), "qwen3");
        LlamaServerLauncher launcher =
                LlamaServerStandIn.launcher(LlamaServerStandIn.write(directory), directory.resolve("state"));
        EngineUnderTest engine = EngineUnderTest.with(launcher, directory);
        List<ProcessHandle> children;
        try (engine) {
            assertEquals("pong", engine.answer(model, "ping", 5));
            children = ProcessHandle.current().descendants().toList();
            assertTrue(children.size() >= 2, "the shell and the server: " + children);
        }
        for (ProcessHandle child : children) {
            child.onExit().orTimeout(10, TimeUnit.SECONDS).join();
        }
    }

    @Test
    void withoutABinaryItSaysWhatToDo() {
        LlamaServerLauncher launcher = LlamaServerStandIn.launcher(directory, directory.resolve("state"));

        ProviderException failure =
                assertThrows(ProviderException.class, () -> launcher.launch(directory.resolve("any.gguf")));

        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
        assertEquals("llama-server was not found.", failure.message());
    }

    @Test
    void takesTheSpellingThatTheBinaryKnows() {
        LlamaServerFlags flags = new LlamaServerFlags("-np, --parallel N\n--ui, --no-ui  whether\n--offlines\n");

        assertEquals(Optional.of("--no-ui"), flags.firstOf("--no-webui", "--no-ui"));
        assertEquals(Optional.empty(), flags.firstOf("--offline"));
    }
}
