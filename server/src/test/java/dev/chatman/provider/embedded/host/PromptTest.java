package dev.chatman.provider.embedded.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatman.provider.embedded.host.Prompt.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class PromptTest {
    @Test
    void joinsMessagesOfOneRoleInARow() {
        Prompt prompt = Prompt.of(List.of(
                new Message("system", "s"),
                new Message("user", "a"),
                new Message("user", "b"),
                new Message("assistant", "c"),
                new Message("user", "d")));

        assertEquals("s", prompt.system());
        assertEquals(
                List.of(new Message("user", "a\n\nb"), new Message("assistant", "c"), new Message("user", "d")),
                prompt.turns());
    }

    @Test
    void leavesOutWhatNativeCodeCannotCarry() {
        assertEquals("ab🦊c", WellFormedText.of("a\0b\uD83D🦊\uDD8Ac\uD83D"));
        assertEquals("", WellFormedText.of("\0"));
    }

    @Test
    void standInsComeBackAsTheCharactersTheyStandFor() {
        String text = "fox 🦊, party 🎉, fox 🦊, private \uE000\uE001 and 𝕏";
        StandIns standIns = new StandIns(List.of(text, "other 🎲"));

        String replaced = standIns.replace(text);

        assertEquals(
                0, replaced.chars().filter(c -> Character.isSurrogate((char) c)).count());
        assertEquals(text, standIns.restore(replaced));
        assertEquals("other 🎲", standIns.restore(standIns.replace("other 🎲")));
    }
}
