package dev.chatman.provider.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.chatman.spi.ModelInfo;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelsCodecTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"m\",\"max_model_len\":4096} | 4096",
                "{\"id\":\"m\",\"context_length\":8192} | 8192",
                "{\"id\":\"m\",\"context_window\":1024} | 1024",
                "{\"id\":\"m\",\"meta\":{\"n_ctx\":1024,\"n_ctx_train\":2048}} | 1024",
                "{\"id\":\"m\",\"meta\":{\"n_ctx_train\":2048}} | 2048",
                "{\"id\":\"m\",\"meta\":null,\"context_length\":\"big\"} | ",
                "{\"id\":\"m\",\"context_length\":1e999} | ",
            })
    void readsTheContextOfEachVendor(String entry, Integer expected) {
        ModelInfo model = ModelsCodec.decode("{\"object\":\"list\",\"data\":[" + entry + "]}")
                .orElseThrow()
                .get(0);

        assertEquals(expected, model.contextTokens());
    }

    @Test
    void readsNamesAndDates() {
        String body = """
                [{"id": "a", "name": "A model", "shutdown_date": "2026-12-11", "top_provider": {"max_completion_tokens": 5}},
                 {"id": "b", "name": "b", "shutdown_date": 1796947200},
                 {"id": "c", "shutdown_date": "2026-12-11T00:00:00Z"},
                 {"id": "d", "shutdown_date": "soon"},
                 {"id": ""}, {"name": "no id"}, 5, null]""";

        LocalDate end = LocalDate.of(2026, 12, 11);
        assertEquals(
                Optional.of(List.of(
                        new ModelInfo("a", "A model", null, 5, end),
                        new ModelInfo("b", null, null, null, end),
                        new ModelInfo("c", null, null, null, end),
                        ModelInfo.of("d"))),
                ModelsCodec.decode(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html>", "{}", "{\"data\": 5}", "5", "{\"data\": ["})
    void refusesWhatIsNoCatalogue(String body) {
        assertEquals(Optional.empty(), ModelsCodec.decode(body));
    }
}
