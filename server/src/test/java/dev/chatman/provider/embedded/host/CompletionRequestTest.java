package dev.chatman.provider.embedded.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.embedded.host.CompletionRequest.Malformed;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionRequestTest {
    @Test
    void readsWhatClientsSend() throws Malformed {
        CompletionRequest request = CompletionRequest.parse("""
                {"model": "any", "stream": true, "stream_options": {"include_usage": true}, "temperature": 0,
                 "max_completion_tokens": 7, "unknown": [1],
                 "messages": [{"role": "developer", "content": "s"},
                              {"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]}]}
                """);

        assertEquals("s", request.prompt().system());
        assertEquals(List.of(new Prompt.Message("user", "ab")), request.prompt().turns());
        assertTrue(request.stream());
        assertTrue(request.includeUsage());
        assertEquals(OptionalInt.of(7), request.maxTokens());
        assertEquals(0f, request.temperature());
    }

    @Test
    void whatIsNotSetHasDefaultsForASmallModel() throws Malformed {
        CompletionRequest request = CompletionRequest.parse("""
                {"messages": [{"role": "user", "content": "x"}], "temperature": null, "max_tokens": null}""");

        assertFalse(request.stream());
        assertEquals(OptionalInt.empty(), request.maxTokens());
        assertEquals(0.2f, request.temperature());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{}",
                "{\"messages\": []}",
                "{\"messages\": \"hi\"}",
                "{\"messages\": [1]}",
                "{\"messages\": [{\"role\": \"tool\", \"content\": \"x\"}]}",
                "{\"messages\": [{\"role\": \"user\"}]}",
                "{\"messages\": [{\"role\": \"user\", \"content\": {}}]}",
                "{\"messages\": [{\"role\": \"user\", \"content\": [{\"type\": \"image_url\"}]}]}",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"max_tokens\": \"many\"}",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"x\"}], \"stream_options\": 1}"
            })
    void aMalformedRequestIsRefused(String body) {
        assertThrows(Malformed.class, () -> CompletionRequest.parse(body));
    }
}
