package dev.chatman.provider.adapter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import dev.chatman.provider.http.HttpReply;
import dev.chatman.provider.http.ReplyHead;
import dev.chatman.provider.openai.ChatCompletionsApi;
import dev.chatman.settings.EndpointQuirks;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Message;
import dev.chatman.spi.ProviderException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorClassifierTest {

    private static final String KEY = "secret-key-12345";
    private static final String PROMPT = "int launchCode = 4711;\nString motto = \"to infinity and beyond\";";
    private static final Attempt ATTEMPT =
            new Attempt("gpt-x", true, List.of(KEY), List.of(new Message(Message.Role.USER, PROMPT)));

    private final ErrorClassifier errors = new ErrorClassifier(
            new ChatCompletionsApi(new HttpEndpoint(
                    "work",
                    URI.create("https://gpu.example"),
                    () -> CompletableFuture.completedFuture(KEY),
                    Map.of(),
                    EndpointQuirks.NONE,
                    Duration.ZERO)),
            Clock.systemUTC());

    private ProviderException reply(int status, String body, Map<String, String> headers) {
        return errors.reply(new HttpReply(new ReplyHead(status, headers), body), ATTEMPT);
    }

    private ProviderException reply(int status, String body) {
        return reply(status, body, Map.of());
    }

    private ProviderException inStream(String body) {
        return errors.inStream(ErrorBody.of(JsonParser.parseString(body)), ATTEMPT);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "/classification/replies.csv", delimiter = '|', quoteCharacter = '`', numLinesToSkip = 1)
    void classifiesReplies(int status, String body, ErrorCode expected) {
        ProviderException failure = reply(status, body == null ? "" : body);

        assertEquals(expected, failure.code());
        assertEquals(status, failure.details().httpStatus());
        assertNotNull(failure.details().hint());
    }

    @ParameterizedTest(name = "{0}")
    @CsvFileSource(
            resources = "/classification/in-stream.csv",
            delimiter = '|',
            quoteCharacter = '`',
            numLinesToSkip = 1)
    void classifiesErrorsInStreams(String body, ErrorCode expected) {
        assertEquals(expected, inStream(body).code());
    }

    @Test
    void saysThatThereIsNoKey() {
        HttpReply reply = new HttpReply(new ReplyHead(401, Map.of()), "");

        assertEquals(
                ErrorCode.AUTH_MISSING,
                errors.reply(reply, new Attempt("m", false, List.of(), List.of()))
                        .code());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "request (6424 tokens) exceeds the available context size (1024 tokens), try increasing it",
                "This model's maximum context length is 1024 tokens. However, your messages resulted in 6424 tokens.",
                "This model's maximum context length is 1024 tokens. However, you requested 6424 tokens (6000 in the "
                        + "messages, 424 in the completion).",
                "The input (6424 tokens) is longer than the model's context length (1024 tokens).",
            })
    void saysHowLongThePromptIs(String message) {
        ProviderException failure = reply(400, "{\"error\":{\"message\":\"" + message + "\"}}");

        assertEquals("The prompt is too long for the model gpt-x (6424/1024 tokens).", failure.message());
    }

    @Test
    void passesOnWhatTheEndpointSaysAboutItself() {
        ProviderException failure = reply(
                429,
                "{\"error\":{\"message\":\"slow\",\"type\":\"tokens\",\"code\":\"rate_limit_exceeded\"}}",
                Map.of("retry-after", "12", "x-request-id", "req_1"));

        assertEquals(Duration.ofSeconds(12), failure.details().retryAfter());
        assertEquals("rate_limit_exceeded", failure.details().providerCode());
        assertEquals("req_1", failure.details().requestId());
        assertTrue(failure.retryable());
    }

    @Test
    void obeysTheEndpointAboutRetries() {
        assertFalse(reply(500, "", Map.of("x-should-retry", "false")).retryable());
        assertTrue(reply(400, "", Map.of("x-should-retry", "true")).retryable());
        assertTrue(reply(402, "", Map.of("retry-after", "5")).retryable());
        assertFalse(reply(402, "").retryable());
        assertFalse(reply(407, "").retryable());
    }

    @Test
    void readsGooglesWait() {
        ProviderException failure = reply(
                429,
                "[{\"error\":{\"code\":429,\"message\":\"quota\",\"status\":\"RESOURCE_EXHAUSTED\",\"details\":["
                        + "{\"@type\":\"type.googleapis.com/google.rpc.RetryInfo\",\"retryDelay\":\"34s\"}]}}]");

        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(Duration.ofSeconds(34), failure.details().retryAfter());
    }

    @Test
    void quotesAShortMessage() {
        String body = "{\"error\":{\"message\":\"Field 'temperature' must be a number\\nstack trace\"}}";

        assertEquals(
                "work rejected the request: Field 'temperature' must be a number",
                reply(400, body).message());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bad value launchCode = 4711 here",
                "cannot parse: to infinity and beyond",
                "wrong: int launchCode = 4711;",
            })
    void neverEchoesThePrompt(String message) {
        assertEquals(
                "work rejected the request.",
                reply(400, "{\"error\":{\"message\":\"" + message + "\"}}").message());
    }

    @ParameterizedTest
    @ValueSource(strings = {KEY, "sk-abcdefghijk", "AIzaSyABCDEFGH", "Bearer abc.def", "https://host/?key=abc"})
    void neverEchoesAKey(String secret) {
        String message = reply(400, "{\"error\":{\"message\":\"no access with " + secret + " today\"}}")
                .message();

        assertTrue(message.contains("***"), message);
        assertFalse(message.contains(secret), message);
    }

    @Test
    void cutsLongMessages() {
        assertTrue(reply(400, "x".repeat(5000)).message().length() < 250);
    }

    @Test
    void keepsOddCodesAndIdsOut() {
        ProviderException failure =
                reply(400, "{\"error\":{\"code\":\"what a " + KEY + "\"}}", Map.of("x-request-id", "a b"));

        assertNull(failure.details().providerCode());
        assertNull(failure.details().requestId());
    }

    @ParameterizedTest
    @EnumSource
    void hasASentenceForEveryCode(ErrorCode code) {
        ErrorText text = new ErrorText("work");

        assertTrue(text.message(code, ErrorBody.EMPTY, ATTEMPT).endsWith("."));
        assertNotNull(text.hint(code));
    }
}
