package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.chatman.provider.adapter.Chunk;
import dev.chatman.provider.adapter.Ending;
import dev.chatman.provider.adapter.ErrorBody;
import dev.chatman.spi.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChunkCodecTest {

    private static Chunk decode(String json) {
        return ChunkCodec.decode(JsonParser.parseString(json).getAsJsonObject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"choices\":[]}",
                "{\"choices\":null}",
                "{\"choices\":{}}",
                "{\"choices\":[null]}",
                "{\"choices\":[5]}",
                "{\"choices\":[{}]}",
                "{\"choices\":[{\"delta\":null}]}",
                "{\"choices\":[{\"delta\":{}}]}",
                "{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":null}}]}",
                "{\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":null}],\"usage\":null}",
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0}]}}],\"obfuscation\":\"x\",\"new\":{}}",
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"other\"}}]}",
                "{\"choices\":[],\"prompt_filter_results\":[{}]}",
                "{\"choices\":[],\"error\":null,\"usage\":{},\"x_groq\":{\"id\":\"r\"}}",
                "{\"choices\":[],\"prompt_progress\":{\"total\":0,\"processed\":0}}",
            })
    void findsNothingToSay(String json) {
        assertEquals(Chunk.NOTHING, decode(json));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]} | a | ``",
                "{\"choices\":[{\"delta\":{\"content\":\"a\"}}]} | a | ``",
                "{\"choices\":[{\"message\":{\"content\":\"a\"}}]} | a | ``",
                "{\"choices\":[{\"delta\":{\"content\":[{\"type\":\"text\",\"text\":\"a\"},{\"type\":\"thinking\","
                        + "\"thinking\":[{\"type\":\"text\",\"text\":\"t\"}]}]}}]} | a | t",
                "{\"choices\":[{\"delta\":{\"reasoning_content\":\"t\",\"content\":null}}]} | `` | t",
                "{\"choices\":[{\"delta\":{\"reasoning\":\"t\"}}]} | `` | t",
                "{\"choices\":[{\"delta\":{\"reasoning\":\"t\",\"reasoning_content\":\"t\"}}]} | `` | t",
                "{\"choices\":[{\"index\":1,\"delta\":{\"content\":\"b\"}},{\"index\":0,\"delta\":{\"content\":\"a\"}}]} | a | ``",
            })
    void findsTextAndThinking(String json, String text, String thinking) {
        assertEquals(new Chunk(text, thinking, false, null, null, null, null, false), decode(json));
    }

    @Test
    void keepsHalfASurrogatePair() {
        assertEquals(
                "\ud83d",
                decode("{\"choices\":[{\"delta\":{\"content\":\"\\ud83d\"}}]}").text());
    }

    @Test
    void takesARefusalForText() {
        Chunk chunk = decode("{\"choices\":[{\"delta\":{\"refusal\":\"I cannot\"}}]}");

        assertEquals("I cannot", chunk.text());
        assertTrue(chunk.refusal());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"choices\":[],\"usage\":%s}",
                "{\"choices\":[{\"delta\":{\"content\":\"\"}}],\"usage\":%s}",
                "{\"choices\":[],\"x_groq\":{\"usage\":%s}}",
            })
    void findsUsage(String template) {
        String usage = "{\"prompt_tokens\":35,\"completion_tokens\":4,\"total_tokens\":39,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":34},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}";

        assertEquals(
                new Usage(35, 4, 34, 2, false),
                decode(template.formatted(usage)).usage());
    }

    @Test
    void findsDeepSeeksCachedTokens() {
        Usage usage = decode("{\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":1,\"prompt_cache_hit_tokens\":8}}")
                .usage();

        assertEquals(new Usage(9, 1, 8, null, false), usage);
    }

    @Test
    void findsHowMuchOfThePromptIsRead() {
        assertEquals(
                0.5,
                decode("{\"prompt_progress\":{\"total\":10,\"cache\":0,\"processed\":5}}")
                        .progress());
        assertEquals(
                1.0,
                decode("{\"prompt_progress\":{\"total\":10,\"processed\":50}}").progress());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"error\":{\"message\":\"boom\"}}",
                "{\"error\":\"boom\"}",
                "{\"object\":\"error\",\"message\":\"boom\"}",
                "{\"type\":\"error\",\"error\":{\"message\":\"boom\"}}",
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"error\",\"error\":{\"message\":\"boom\"}}]}",
            })
    void findsErrors(String json) {
        ErrorBody error = decode(json).error();

        assertNotNull(error);
        assertEquals("boom", error.message());
    }

    @Test
    void findsTheReasonToEnd() {
        assertEquals(
                Ending.COMPLETE,
                decode("{\"choices\":[{\"finish_reason\":\"stop\"}]}").ending());
        assertNull(decode("{\"choices\":[{\"finish_reason\":7}]}").ending());
    }
}
