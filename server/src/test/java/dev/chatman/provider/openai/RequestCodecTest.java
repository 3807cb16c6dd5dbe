package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonParser;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import dev.chatman.spi.Message.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestCodecTest {

    private static final List<Message> PROMPT = List.of(
            new Message(Role.SYSTEM, "s"),
            new Message(Role.USER, "<a> \"😀\"\n"),
            new Message(Role.ASSISTANT, "b"),
            new Message(Role.USER, "c"));

    private static void assertEncodes(String expected, EndpointQuirks quirks, ChatRequest request, Adaptation known) {
        String encoded = new RequestCodec(quirks).encode(request, known).toString();
        assertEquals(JsonParser.parseString(expected), JsonParser.parseString(encoded));
    }

    @Test
    void sendsNothingOptionalUnasked() {
        assertEncodes(
                """
                {"model": "m", "stream": true, "stream_options": {"include_usage": true}, "messages": [
                  {"role": "system", "content": "s"}, {"role": "user", "content": "<a> \\"😀\\"\\n"},
                  {"role": "assistant", "content": "b"}, {"role": "user", "content": "c"}]}""", EndpointQuirks.NONE, new ChatRequest("m", PROMPT, ChatRequest.Options.NONE), Adaptation.NONE);
    }

    @Test
    void leavesTheModelToTheEndpoint() {
        assertEncodes(
                "{\"stream\": true, \"stream_options\": {\"include_usage\": true}, \"messages\": []}",
                EndpointQuirks.NONE,
                new ChatRequest("", List.of(), ChatRequest.Options.NONE),
                Adaptation.NONE);
    }

    @Test
    void followsTheQuirks() {
        EndpointQuirks quirks = new EndpointQuirks(
                null,
                null,
                "max_completion_tokens",
                "developer",
                false,
                null,
                List.of("temperature"),
                Map.of("think", Map.of("level", List.of("low", 1, true))));
        assertEncodes(
                """
                {"model": "m", "stream": true, "max_completion_tokens": 9,
                 "think": {"level": ["low", 1, true]}, "messages": [{"role": "developer", "content": "s"}]}""",
                quirks,
                new ChatRequest("m", PROMPT.subList(0, 1), new ChatRequest.Options(9, 0.5)),
                Adaptation.NONE);
    }

    @Test
    void followsWhatItHasLearned() {
        assertEncodes(
                "{\"model\": \"m\", \"stream\": true, \"max_completion_tokens\": 9, \"messages\": []}",
                EndpointQuirks.NONE,
                new ChatRequest("m", List.of(), new ChatRequest.Options(9, 0.5)),
                Adaptation.NONE
                        .dropping("stream_options")
                        .dropping("temperature")
                        .renamingMaxTokens());
    }
}
