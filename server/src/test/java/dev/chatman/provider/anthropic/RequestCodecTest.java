package dev.chatman.provider.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.chatman.provider.adapter.Adaptation;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.Message;
import dev.chatman.spi.Message.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestCodecTest {

    private static final String MARK = ", \"cache_control\": {\"type\": \"ephemeral\"}";

    private static Message system(String text) {
        return new Message(Role.SYSTEM, text);
    }

    private static Message user(String text) {
        return new Message(Role.USER, text);
    }

    private static Message assistant(String text) {
        return new Message(Role.ASSISTANT, text);
    }

    private static JsonObject encode(ChatRequest.Options options, Adaptation known, Message... prompt) {
        return new RequestCodec(EndpointQuirks.NONE)
                .encode(new ChatRequest("m", List.of(prompt), options), null, known);
    }

    private static void assertTurns(String expected, Message... prompt) {
        assertEquals(
                JsonParser.parseString(expected),
                encode(ChatRequest.Options.NONE, Adaptation.NONE, prompt).get("messages"));
    }

    @Test
    void sendsNothingOptionalUnasked() {
        assertEquals(
                JsonParser.parseString("""
                        {"model": "m", "max_tokens": 8192, "stream": true,
                         "system": [{"type": "text", "text": "s", "cache_control": {"type": "ephemeral"}}],
                         "messages": [{"role": "user", "content": [{"type": "text", "text": "<a> \\"😀\\"\\n"}]}]}"""),
                encode(ChatRequest.Options.NONE, Adaptation.NONE, system("s"), user("<a> \"😀\"\n")));
    }

    @Test
    void marksTheLastMessageOfTheUserThatStaysAsItIs() {
        assertTurns("""
                [{"role": "user", "content": [{"type": "text", "text": "a"}]},
                 {"role": "assistant", "content": [{"type": "text", "text": "b"}]},
                 {"role": "user", "content": [{"type": "text", "text": "c" %s}]},
                 {"role": "assistant", "content": [{"type": "text", "text": "d"}]},
                 {"role": "user", "content": [{"type": "text", "text": "e"}]}]""".formatted(MARK), system("s"), user("a"), assistant("b"), user("c"), assistant("d"), user("e"));
    }

    @Test
    void mergesTurnsOfTheSameRole() {
        assertTurns("""
                [{"role": "user", "content": [{"type": "text", "text": "code" %s}, {"type": "text", "text": "why?"}]}]""".formatted(MARK), user("code"), user("why?"));
    }

    @Test
    void leavesOutBlankMessagesWhichTheEndpointRejects() {
        assertTurns("""
                [{"role": "user", "content": [{"type": "text", "text": "a" %s}, {"type": "text", "text": "b"}]}]""".formatted(MARK), system(" "), user("a"), assistant(" \n"), user("b"));
        assertEquals(
                false,
                encode(ChatRequest.Options.NONE, Adaptation.NONE, system(" "), user("a"))
                        .has("system"));
    }

    @Test
    void endsWithTheUser() {
        assertTurns("""
                [{"role": "user", "content": [{"type": "text", "text": "a" %s}]},
                 {"role": "assistant", "content": [{"type": "text", "text": "half an ans"}]},
                 {"role": "user", "content": [{"type": "text", "text": "Continue."}]}]""".formatted(MARK), user("a"), assistant("half an ans"));
    }

    @ParameterizedTest
    @CsvSource({"64, 128000, 64", "64, , 64", ", 128000, 128000", ", , 8192"})
    void alwaysSendsALimit(@Nullable Integer wanted, @Nullable Integer known, int sent) {
        ChatRequest request = new ChatRequest("m", List.of(user("a")), new ChatRequest.Options(wanted, null));

        assertEquals(
                sent,
                new RequestCodec(EndpointQuirks.NONE)
                        .encode(request, known, Adaptation.NONE)
                        .get("max_tokens")
                        .getAsInt());
    }

    @Test
    void sendsTheTemperatureThatTheUserSet() {
        assertEquals(
                0.5,
                encode(new ChatRequest.Options(null, 0.5), Adaptation.NONE, user("a"))
                        .get("temperature")
                        .getAsDouble());
    }

    @Test
    void followsWhatItHasLearned() {
        assertEquals(
                JsonParser.parseString("""
                        {"model": "m", "max_tokens": 8192, "stream": true, "system": [{"type": "text", "text": "s"}],
                         "messages": [{"role": "user", "content": [
                           {"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]}"""),
                encode(
                        new ChatRequest.Options(null, 0.5),
                        Adaptation.NONE.dropping("temperature").dropping("cache_control"),
                        system("s"),
                        user("a"),
                        user("b")));
    }

    @Test
    void followsTheQuirks() {
        EndpointQuirks quirks = new EndpointQuirks(
                null,
                null,
                null,
                null,
                null,
                null,
                List.of("cache_control", "stream"),
                Map.of("output_config", Map.of("effort", "low")));

        assertEquals(
                JsonParser.parseString("""
                        {"max_tokens": 8192, "system": [{"type": "text", "text": "s"}],
                         "output_config": {"effort": "low"}, "messages": []}"""),
                new RequestCodec(quirks)
                        .encode(
                                new ChatRequest("", List.of(system("s")), ChatRequest.Options.NONE),
                                null,
                                Adaptation.NONE));
    }
}
