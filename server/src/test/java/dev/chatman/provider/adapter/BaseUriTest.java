package dev.chatman.provider.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BaseUriTest {

    @ParameterizedTest
    @CsvSource({
        "http://127.0.0.1:8080, http://127.0.0.1:8080/v1/models",
        "http://127.0.0.1:8080/, http://127.0.0.1:8080/v1/models",
        "http://127.0.0.1:8080/v1, http://127.0.0.1:8080/v1/models",
        "http://127.0.0.1:8080/v1/, http://127.0.0.1:8080/v1/models",
        "http://127.0.0.1:8080/v1/v1//, http://127.0.0.1:8080/v1/models",
        "https://api.groq.com/openai/v1, https://api.groq.com/openai/v1/models",
        "https://generativelanguage.googleapis.com/v1beta/openai/, "
                + "https://generativelanguage.googleapis.com/v1beta/openai/models",
        "https://host/v1/chat/completions, https://host/v1/models",
        "https://host/chat/completions/, https://host/v1/models",
        "https://host/a%20b?api-version=1, https://host/a%20b/models?api-version=1",
        "http://[::1]:9, http://[::1]:9/v1/models",
    })
    void meetsTheUserHalfWay(String written, String models) {
        URI base = BaseUri.normalise(URI.create(written), "/chat/completions");

        assertEquals(URI.create(models), BaseUri.resolve(base, "/models"));
        assertEquals(URI.create(models), BaseUri.resolve(base, "models"));
        assertEquals(base, BaseUri.normalise(base, "/chat/completions"));
    }
}
