package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chatman.chat.ChatException;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ModelInfo;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {

    private final ServicesThatSay services = new ServicesThatSay();
    private final TestTerminal pipes = TestTerminal.pipes();

    @Test
    void listsEmbeddedModelsAndThoseOfTheProvider() {
        services.models = List.of(
                new ModelInfo("big\u001B", "The big one", 8192, null, LocalDate.of(2027, 1, 31)),
                ModelInfo.of("plain"));

        assertEquals(ExitCode.OK, pipes.run(services, "models"));

        assertEquals("""
                Embedded (run by ChatMan on this machine)
                  tiny        98.0 MB             default: Quick and often wrong.
                  medium     400.0 MB  installed  Better.
                  large     1900.0 MB             Good.

                work
                  big␛   The big one  8192 tokens of context  until 2027-01-31
                  plain
                """, pipes.out());
    }

    @Test
    void listsAsJson() {
        services.models = List.of(new ModelInfo("big", null, null, null, LocalDate.of(2027, 1, 31)));

        pipes.run(services, "models", "list", "--json", "--provider", "work");

        JsonObject json = JsonParser.parseString(pipes.out()).getAsJsonObject();
        assertEquals("work", json.get("provider").getAsString());
        assertEquals(
                "[{\"id\":\"big\",\"shutdownDate\":\"2027-01-31\"}]",
                json.get("models").toString());
        assertEquals(
                "{\"id\":\"medium\",\"bytes\":400000000,\"file\":\"/models/medium.gguf\",\"isDefault\":false,\"note\":\"Better.\"}",
                json.get("embedded").getAsJsonArray().get(1).toString());
    }

    @Test
    void listsTheEmbeddedModelsAsThoseOfTheProviderToo() {
        services.provider = "embedded";
        services.models = List.of(ModelInfo.of("tiny"), ModelInfo.of("medium"));

        pipes.run(services, "models", "--json");
        TestTerminal again = TestTerminal.pipes();
        again.run(services, "models");

        JsonObject json = JsonParser.parseString(pipes.out()).getAsJsonObject();
        assertEquals("embedded", json.get("provider").getAsString());
        assertEquals(
                "[{\"id\":\"tiny\"},{\"id\":\"medium\"}]", json.get("models").toString());
        assertEquals(2, again.out().split("medium", -1).length, again.out());
    }

    @Test
    void fetchesWithABar() {
        TestTerminal terminal = TestTerminal.tty();

        assertEquals(ExitCode.OK, terminal.run(services, "models", "pull", "tiny"));

        assertTrue(
                terminal.out().contains("tiny from the hub [##########          ] 50 %  49.0 of 98.0 MB"),
                terminal.out());
        assertEquals("tiny is in /models/tiny.gguf\n", terminal.shown());
    }

    @Test
    void saysWhyItCannotFetch() {
        services.localModels.pulled = CompletableFuture.failedFuture(
                ChatException.of(ErrorCode.ENGINE_UNAVAILABLE, "There is no network.", "Put the file there yourself."));

        assertEquals(ExitCode.FAILED, pipes.run(services, "models", "pull", "tiny"));

        assertTrue(pipes.err().endsWith("chatman: There is no network.\nPut the file there yourself.\n"), pipes.err());
        assertTrue(services.closed);
    }

    @Test
    void stopsTheDownloadWhenItsThreadIsInterrupted() {
        CompletableFuture<Path> never = new CompletableFuture<>();
        services.localModels.pulled = never;

        Thread.currentThread().interrupt();

        assertEquals(ExitCode.INTERRUPTED, pipes.run(services, "models", "pull", "tiny"));
        assertTrue(never.isCancelled());
        assertFalse(Thread.interrupted());
    }

    @Test
    void removes() {
        assertEquals(ExitCode.OK, pipes.run(services, "models", "remove", "medium"));
        assertEquals(List.of("medium"), services.localModels.removed);

        TestTerminal again = TestTerminal.pipes();
        assertEquals(ExitCode.FAILED, again.run(services, "models", "remove", "huge"));
        assertTrue(again.err().contains("There is no model huge."), again.err());
    }
}
