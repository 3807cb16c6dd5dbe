package dev.chatman.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.spi.ErrorCode;
import org.junit.jupiter.api.Test;

/** {@code chatman ask --json}. */
class AskJsonTest {

    private final TestTerminal pipes = TestTerminal.pipes();

    @Test
    void printsNothingButOneJsonObject() {
        ServicesThatSay services = new ServicesThatSay("Hel", "lo\u001B\u009B");

        assertEquals(ExitCode.OK, pipes.run(services, "ask", "--json", "Why?"));

        assertEquals("""
                {"conversationId":"c-1","turnId":"t-1","stopReason":"complete","length":7,"digest":"d1ge57",\
                "usage":{"inputTokens":12,"outputTokens":34,"estimated":false},\
                "timings":{"firstDeltaMs":250,"totalMs":2500},"attempts":1,"provider":"work","model":"big",\
                "sent":{"tokens":120,"items":[{"uri":"file:///a/App.java","name":"App.java",\
                "lines":{"first":1,"last":2},"tokens":20,"origin":"disk"}],"leftOut":[]},\
                "text":"Hello\\u001b\\u009b"}
                """, pipes.out());
    }

    @Test
    void printsAFailureAsJson() {
        ServicesThatSay services =
                new ServicesThatSay().failing(ChatException.of(ErrorCode.OVERLOADED, "It is busy.", "Wait."));

        assertEquals(ExitCode.FAILED, pipes.run(services, "ask", "--json", "Why?"));

        assertEquals("""
                {"error":{"code":"OVERLOADED","message":"It is busy.","retryable":true,"attempts":0,"partial":false,\
                "hint":"Wait."}}
                """, pipes.out());
        assertTrue(pipes.err().contains("It is busy."), pipes.err());
    }
}
