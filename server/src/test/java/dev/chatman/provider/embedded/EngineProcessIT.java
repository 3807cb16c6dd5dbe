package dev.chatman.provider.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.settings.EmbeddedSettings;
import dev.chatman.testing.TinyGguf;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the child lets in, what it ignores, and when it ends. */
@Timeout(60)
class EngineProcessIT {
    @TempDir
    Path directory;

    @Test
    void onlyTheParentGetsIn() throws Exception {
        EngineProcess engine = launch();
        try {
            assertTrue(engine.awaitLoaded());
            int port = engine.baseUrl().getPort();
            String host = "Host: 127.0.0.1:" + port;
            String key = "Authorization: Bearer " + engine.key();

            assertEquals(200, status(port, host, key));
            assertEquals(401, status(port, host));
            assertEquals(401, status(port, host, "Authorization: Bearer wrong"));
            assertEquals(403, status(port, host, key, "Origin: https://example.org"));
            assertEquals(403, status(port, host, key, "Origin: null"));
            assertEquals(403, status(port, "Host: rebound.example:" + port, key));
        } finally {
            engine.stop();
        }
    }

    @Test
    void itsLogIsAFileAndHoldsNoKey() throws Exception {
        EngineProcess engine = launch();
        assertTrue(engine.awaitLoaded());
        engine.stop();

        try (Stream<Path> files = Files.list(directory.resolve("state").resolve("engine"))) {
            Path log = files.filter(file -> file.toString().endsWith(".log"))
                    .findFirst()
                    .orElseThrow();
            String text = Files.readString(log, StandardCharsets.UTF_8);
            assertTrue(text.contains("llama"), text);
            assertFalse(text.contains(engine.key()));
        }
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "has no signals")
    void ctrlCInTheTerminalIsForTheParent() throws Exception {
        EngineProcess engine = launch();
        try {
            assertTrue(engine.awaitLoaded());

            new ProcessBuilder("/bin/kill", "-INT", String.valueOf(engine.pid()))
                    .start()
                    .waitFor();

            assertEquals(
                    200,
                    status(
                            engine.baseUrl().getPort(),
                            "Host: 127.0.0.1:" + engine.baseUrl().getPort(),
                            "Authorization: Bearer " + engine.key()));
        } finally {
            engine.stop();
        }
    }

    @Test
    void aKilledParentTakesTheChildWithIt() throws Exception {
        killedParentTakesItsChild();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "the stand-in for llama-server is a shell script")
    void aKilledParentTakesLlamaServerWithIt() throws Exception {
        killedParentTakesItsChild(LlamaServerStandIn.write(directory).toString());
    }

    private void killedParentTakesItsChild(String... more) throws Exception {
        Path model = TinyGguf.write(directory.resolve("tiny.gguf"));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dchatman.distribution=" + System.getProperty("chatman.distribution"),
                "-cp",
                System.getProperty("java.class.path"),
                HoldsAnEngine.class.getName(),
                directory.resolve("state").toString(),
                model.toString()));
        command.addAll(List.of(more));
        Process parent = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        ProcessHandle child;
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(parent.getInputStream(), StandardCharsets.UTF_8))) {
            child = ProcessHandle.of(Long.parseLong(String.valueOf(out.readLine())))
                    .orElseThrow();
        } finally {
            parent.destroyForcibly();
        }

        child.onExit().orTimeout(5, TimeUnit.SECONDS).join();
    }

    private EngineProcess launch() throws Exception {
        Path model = TinyGguf.write(directory.resolve("tiny.gguf"));
        return EngineUnderTest.launcher(
                        Path.of(System.getProperty("java.home")), directory.resolve("state"), EmbeddedSettings.DEFAULTS)
                .launch(model);
    }

    private static int status(int port, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String request =
                    "GET /v1/models HTTP/1.1\r\n" + String.join("\r\n", headers) + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            byte[] reply = socket.getInputStream().readAllBytes();
            return Integer.parseInt(new String(reply, 9, 3, StandardCharsets.US_ASCII));
        }
    }
}
