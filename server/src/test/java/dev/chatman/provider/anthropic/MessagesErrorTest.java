package dev.chatman.provider.anthropic;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.provider.adapter.HttpEndpoint;
import dev.chatman.provider.adapter.ProviderFixture;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import dev.chatman.testing.FaultServer;
import dev.chatman.testing.RecordingSink;
import dev.chatman.testing.Script;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Rejections as the API's description lists them, over a real socket. */
class MessagesErrorTest {

    private static ProviderException failureOf(Script script) throws InterruptedException {
        RecordingSink sink = new RecordingSink();
        try (FaultServer server = FaultServer.answering(script);
                ProviderFixture fixture = ProviderFixture.speaking(MessagesApi::new, server)) {
            fixture.provider().chat(ProviderFixture.question("hi"), sink);
            ProviderException failure = sink.awaitError();
            assertEquals(1, sink.terminals());
            assertEquals("", sink.text());
            assertFalse((failure + " " + failure.details()).contains(ProviderFixture.KEY));
            return failure;
        }
    }

    private static Script rejection(int status, String message, String... headers) {
        return Script.reply(status, Events.error("invalid_request_error", message), headers);
    }

    @ParameterizedTest(name = "{0} {2}")
    @CsvFileSource(
            resources = "/classification/messages.csv",
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void classifies(int status, @Nullable String retryAfter, String body, ErrorCode code, boolean retryable)
            throws Exception {
        String type = body != null && body.startsWith("<") ? "text/html" : "application/json";
        String[] headers = retryAfter == null ? new String[0] : new String[] {"Retry-After: " + retryAfter};
        ProviderException failure = failureOf(Script.whole(status, type, body == null ? "" : body, headers));

        assertEquals(code, failure.code());
        assertEquals(retryable, failure.retryable());
        assertEquals(status, failure.details().httpStatus());
        assertEquals(
                retryAfter == null ? null : Duration.ofSeconds(Long.parseLong(retryAfter)),
                failure.details().retryAfter());
        assertNotNull(failure.details().hint());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "prompt is too long: 205000 tokens > 200000 maximum | 205000/200000",
                "prompt is too long: 205000 > 200000 | 205000/200000",
                "input length and `max_tokens` exceed context limit: 190000 + 20000 > 200000, decrease | 210000/200000",
            })
    void saysHowLongThePromptIs(String message, String numbers) throws Exception {
        assertEquals(
                "The prompt is too long for the model tiny (" + numbers + " tokens).",
                failureOf(rejection(400, message)).message());
    }

    @Test
    void keepsWhatTheVendorsSupportWantsToKnow() throws Exception {
        ProviderException failure = failureOf(rejection(400, "no", "request-id: req_011CSHoEeqs5C35K2UUqR7Fy"));

        assertEquals("req_011CSHoEeqs5C35K2UUqR7Fy", failure.details().requestId());
        assertEquals("invalid_request_error", failure.details().providerCode());
    }

    @Test
    void obeysTheVendorAboutRetries() throws Exception {
        assertTrue(failureOf(rejection(429, "slow", "x-should-retry: true")).retryable());
        assertFalse(failureOf(rejection(529, "busy", "x-should-retry: false")).retryable());
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.anthropic.com, AUTH_INVALID, https://platform.claude.com/docs/en/get-api-key",
        "https://api.anthropic.com/v1, QUOTA_EXHAUSTED, https://platform.claude.com/docs/en/api/rate-limits",
        "https://api.anthropic.com, INVALID_REQUEST, https://platform.claude.com/docs/en/api/errors",
        "http://127.0.0.1:8080, AUTH_INVALID,",
    })
    void namesTheVendorsPagesForTheVendorAlone(URI address, ErrorCode code, @Nullable String page) {
        MessagesApi api = new MessagesApi(new HttpEndpoint(
                "work",
                address,
                () -> CompletableFuture.completedFuture(null),
                Map.of(),
                EndpointQuirks.NONE,
                Duration.ZERO));

        assertEquals(page, api.helpUrl(code));
    }

    @Test
    void neverQuotesAKey() throws Exception {
        String message = failureOf(rejection(400, "no access with sk-ant-api03-abcdefg, " + ProviderFixture.KEY))
                .message();

        assertEquals("work rejected the request: no access with ***, ***", message);
    }
}
