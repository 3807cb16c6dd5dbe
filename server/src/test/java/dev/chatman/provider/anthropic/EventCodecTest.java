package dev.chatman.provider.anthropic;

import static dev.chatman.provider.anthropic.Events.blockStart;
import static dev.chatman.provider.anthropic.Events.delta;
import static dev.chatman.provider.anthropic.Events.end;
import static dev.chatman.provider.anthropic.Events.error;
import static dev.chatman.provider.anthropic.Events.text;
import static dev.chatman.provider.anthropic.Events.thinking;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import com.google.gson.JsonParser;
import dev.chatman.provider.adapter.Chunk;
import dev.chatman.provider.adapter.Ending;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.provider.http.SseDecoder;
import dev.chatman.provider.http.SseEvent;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.Usage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    private final EventCodec codec = new EventCodec();

    private Chunk decode(String data) {
        return codec.event(new SseEvent("message", data, "", true)).orElseThrow();
    }

    static List<String> eventsThatSayNothing() {
        return List.of(
                Events.PING,
                "{}",
                "{\"type\":null}",
                "{\"type\":\"content_block_stop\",\"index\":0}",
                "{\"type\":\"something_new\",\"text\":\"not an answer\"}",
                "{\"type\":\"message_start\"}",
                "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":null}}",
                blockStart("{\"type\":\"text\",\"text\":\"\"}"),
                blockStart("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                blockStart("{\"type\":\"redacted_thinking\",\"data\":\"x\"}"),
                blockStart("{\"type\":\"tool_use\",\"id\":\"t\",\"name\":\"n\",\"input\":{}}"),
                blockStart("null"),
                delta("{\"type\":\"signature_delta\",\"signature\":\"x\"}"),
                delta("{\"type\":\"citations_delta\",\"citation\":{\"cited_text\":\"x\"}}"),
                delta("{\"type\":\"input_json_delta\",\"partial_json\":\"\"}"),
                delta("{\"type\":\"something_new\",\"text\":\"not an answer\"}"),
                delta("{\"type\":\"text_delta\"}"),
                delta("5"));
    }

    @ParameterizedTest
    @MethodSource("eventsThatSayNothing")
    void findsNothingToSay(String data) {
        assertEquals(Chunk.NOTHING, decode(data));
    }

    @Test
    void findsTextAndThinkingByTheirTypes() {
        assertEquals(Chunk.ofText("a"), decode(text("a")));
        assertEquals(Chunk.ofText("a"), decode(blockStart("{\"type\":\"text\",\"text\":\"a\"}")));
        assertEquals(Chunk.ofThinking("t"), decode(thinking("t")));
        assertEquals(Chunk.ofThinking("t"), decode(blockStart("{\"type\":\"thinking\",\"thinking\":\"t\"}")));
        assertEquals(Chunk.ofText("\ud83d"), decode(text("\\ud83d")));
    }

    @ParameterizedTest
    @CsvSource({
        "end_turn, COMPLETE",
        "stop_sequence, COMPLETE",
        "tool_use, COMPLETE",
        "something_new, COMPLETE",
        "max_tokens, LENGTH",
        "pause_turn, LENGTH",
        "model_context_window_exceeded, CONTEXT_FULL",
        "refusal, DECLINED",
    })
    void findsTheReasonToEnd(String reason, Ending expected) {
        assertEquals(expected, decode(end(reason, 1)).ending());
    }

    @Test
    void addsUsageUp() {
        assertEquals(new Usage(1125, 1, 1000, null, false), decode(Events.START).usage());
        assertEquals(
                new Usage(1125, 7, 1000, null, false),
                decode(end("end_turn", 7)).usage());
        assertEquals(
                new Usage(1125, 15, 1000, null, false),
                decode(end("end_turn", 15)).usage());
        assertEquals(
                new Usage(2000 + 100 + 1000, 16, 1000, null, false),
                decode("{\"type\":\"message_delta\",\"usage\":{\"input_tokens\":2000,\"output_tokens\":16}}")
                        .usage());
    }

    @Test
    void knowsNoCacheWhereTheEndpointDoesNot() {
        assertEquals(
                new Usage(3, 2, null, null, false),
                codec.whole(JsonParser.parseString("{\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}")
                                .getAsJsonObject())
                        .usage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":{\"type\":\"server_error\",\"message\":\"boom\"}}", "{\"error\":\"boom\"}"})
    void findsErrorsOfServersThatOnlyResembleAnthropics(String data) {
        ErrorBody error = decode(data).error();

        assertNotNull(error);
        assertEquals("boom", error.message());
    }

    @Test
    void findsErrorsThatComeAsEvents() {
        assertEquals(
                Chunk.ofError(ErrorBody.ofMessage("the model crashed")),
                codec.event(new SseEvent("error", "the model crashed", "", true))
                        .orElseThrow());
        ErrorBody error = decode(error("overloaded_error", "Overloaded")).error();

        assertNotNull(error);
        assertEquals("overloaded_error", error.type());
    }

    @Test
    void knowsTheEnd() {
        assertEquals(Chunk.LAST, decode(Events.STOP));
        assertEquals(Chunk.LAST, decode("[DONE]"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oops", "5", "[]", "{\"type\":"})
    void refusesWhatIsNoEvent(String data) {
        assertEquals(Optional.empty(), codec.event(new SseEvent("message", data, "", true)));
    }

    @Test
    void readsAWholeMessage() {
        Chunk chunk = codec.whole(JsonParser.parseString("""
                {"type": "message", "content": [{"type": "thinking", "thinking": "hm", "signature": "x"},
                  {"type": "text", "text": "a"}, {"type": "tool_use"}, {"type": "text", "text": "b"}],
                 "stop_reason": "max_tokens", "usage": {"input_tokens": 3, "output_tokens": 2}}""").getAsJsonObject());

        assertEquals(
                new Chunk("ab", "hm", false, Ending.LENGTH, new Usage(3, 2, null, null, false), null, null, false),
                chunk);
    }

    /** The same whichever way the network cuts the stream in two. */
    @Test
    void readsAStreamCutAtAnyByte() throws ProviderException {
        byte[] stream = Stream.of(
                        Events.START,
                        Events.PING,
                        blockStart("{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"\"}"),
                        thinking("hm "),
                        Events.PING,
                        thinking("💭"),
                        delta("{\"type\":\"signature_delta\",\"signature\":\"EqQBCgIYAhIM\"}"),
                        text("Grüße "),
                        text("\\ud83d\\ude00 😀"),
                        "{\"type\":\"something_new\"}",
                        end("end_turn", 7),
                        end("end_turn", 15),
                        Events.STOP)
                .map(Events::sse)
                .collect(Collectors.joining())
                .getBytes(StandardCharsets.UTF_8);
        List<Chunk> whole = read(stream, stream.length);

        assertEquals("Grüße 😀 😀", whole.stream().map(Chunk::text).collect(Collectors.joining()));
        assertEquals("hm 💭", whole.stream().map(Chunk::thinking).collect(Collectors.joining()));
        assertEquals(Chunk.LAST, whole.get(whole.size() - 1));
        for (int cut = 0; cut < stream.length; cut++) {
            assertEquals(whole, read(stream, cut), "cut at " + cut);
        }
    }

    private static List<Chunk> read(byte[] stream, int cut) throws ProviderException {
        List<Chunk> chunks = new ArrayList<>();
        EventCodec fresh = new EventCodec();
        SseDecoder decoder =
                new SseDecoder(event -> chunks.add(fresh.event(event).orElseThrow()));
        decoder.feed(ByteBuffer.wrap(stream, 0, cut));
        decoder.feed(ByteBuffer.wrap(stream, cut, stream.length - cut));
        decoder.finish();
        return chunks;
    }
}
