package dev.chatman.provider.ollama;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContextSizesTest {

    private final ContextSizes sizes = new ContextSizes();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"model_info\":{\"general.architecture\":\"llama\",\"llama.context_length\":4096}} | 4096",
                "{\"model_info\":{\"general.architecture\":\"gemma4\",\"gemma4.context_length\":131072}} | 16384",
                "{\"model_info\":{\"general.architecture\":\"x\",\"x.context_length\":131072},"
                        + "\"parameters\":\"stop \\\"a\\\"\\nnum_ctx                        32768\\ntop_k 4\"} | 32768",
                "{\"model_info\":{\"general.architecture\":\"x\",\"x.context_length\":2048},"
                        + "\"parameters\":\"num_ctx 32768\"} | 2048",
                "{\"parameters\":\"num_ctx 4096\"} | 4096",
                "{\"parameters\":\"num_ctx 0\"} | 16384",
                "{\"parameters\":\"num_ctx 99999999999\"} | 16384",
                "{\"parameters\":5,\"model_info\":[]} | 16384",
                "{\"model_info\":{\"llama.context_length\":4096}} | 16384",
                "{\"model_info\":{\"general.architecture\":\"x\",\"x.context_length\":\"many\"}} | 16384",
            })
    void readsWhatTheServerSaysAboutAModel(String description, int expected) {
        sizes.learn("m", description);

        assertEquals(expected, sizes.of("m"));
    }

    @Test
    void learnsNothingFromWhatIsNoDescription() {
        sizes.learn("m", "<html>log in</html>");

        assertFalse(sizes.known("m"));
    }

    @Test
    void neverChangesASizeThatIsKnown() {
        assertFalse(sizes.known("m"));
        assertEquals(ContextSizes.USUAL, sizes.of("m"));
        sizes.learn("m", "{\"parameters\":\"num_ctx 4096\"}");
        sizes.learn("m", "{\"parameters\":\"num_ctx 8192\"}");

        assertEquals(4096, sizes.of("m"));
        assertEquals(ContextSizes.USUAL, sizes.of("another"));
    }
}
