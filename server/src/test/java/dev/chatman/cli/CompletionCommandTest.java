package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionCommandTest {

    private final TestTerminal pipes = TestTerminal.pipes();

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "ZSH"})
    void printsAScript(String shell) {
        assertEquals(ExitCode.OK, pipes.run(new ServicesThatSay(), "completion", shell));

        assertTrue(pipes.out().contains("_complete_chatman"), pipes.out());
        assertTrue(pipes.out().contains("\"bash\" \"zsh\""), pipes.out());
    }

    @Test
    void namesTheShellsThereAreToAnyOther() {
        assertEquals(ExitCode.USAGE, pipes.run(new ServicesThatSay(), "completion", "fish"));

        assertEquals(
                "chatman: There is no completion for fish, only for bash and zsh.\nTry: chatman completion --help\n",
                pipes.err());
        assertEquals("", pipes.out());
    }
}
