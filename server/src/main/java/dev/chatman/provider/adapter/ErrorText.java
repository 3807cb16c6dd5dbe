package dev.chatman.provider.adapter;

import dev.chatman.spi.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What people read about an error of an endpoint: what happened, and what they can do. */
final class ErrorText {

    private static final Pattern CONTEXT =
            Pattern.compile("(?i)(?:context (?:length|size|window)|maximum context)\\D{0,24}?(\\d{1,9})");
    private static final Pattern PROMPT = Pattern.compile(
            "(?i)(?:resulted in|requested|request|input|prompt)(?: about| has| is| contains| contains at least)?"
                    + "[ (]{1,2}(\\d{1,9}) (?:input )?tokens");

    /** Anthropic's {@code 205000 tokens > 200000 maximum}, or prompt and wanted answer: {@code 190000 + 20000 > 200000}. */
    private static final Pattern COMPARED = Pattern.compile("(\\d{1,9})(?: tokens)?(?: \\+ (\\d{1,9}))? > (\\d{1,9})");

    private final String provider;

    /** @param provider the provider's id */
    ErrorText(String provider) {
        this.provider = provider;
    }

    String message(ErrorCode code, ErrorBody body, Attempt attempt) {
        return switch (code) {
            case AUTH_MISSING -> "No API key for " + provider + ".";
            case AUTH_INVALID ->
                body.wantsSignIn() ? provider + " wants you to sign in." : provider + " rejected the API key.";
            case PERMISSION_DENIED -> provider + " does not allow this for the key or the region.";
            case QUOTA_EXHAUSTED -> "Out of credit or quota at " + provider + ".";
            case RATE_LIMITED -> provider + " limits the rate of requests.";
            case OVERLOADED -> provider + " is busy.";
            case MODEL_NOT_FOUND -> provider + " does not serve " + model(attempt) + ".";
            case MODEL_LOADING -> provider + " is loading the model.";
            case CONTEXT_LENGTH_EXCEEDED -> "The prompt is too long for " + model(attempt) + numbers(body) + ".";
            case REQUEST_TOO_LARGE -> "The request is larger than " + provider + " accepts.";
            case CONTENT_FILTERED -> "The safety system of " + provider + " declined the request.";
            case TIMEOUT_FIRST_TOKEN -> provider + " gave up waiting for the model.";
            case NETWORK_UNREACHABLE -> "The proxy before " + provider + " wants a user name and a password.";
            case PROTOCOL_ERROR -> "Unexpected reply from " + provider + quoted(body, attempt);
            case INVALID_REQUEST -> provider + " rejected the request" + quoted(body, attempt);
            case STREAM_INTERRUPTED -> provider + " broke the answer off" + quoted(body, attempt);
            default -> provider + " failed" + quoted(body, attempt);
        };
    }

    @Nullable String hint(ErrorCode code) {
        return switch (code) {
            case AUTH_MISSING ->
                "Set the key of " + provider + " in its environment variable, the settings or the editor.";
            case AUTH_INVALID -> "Check the key of " + provider + ", or make a new one.";
            case PERMISSION_DENIED -> "Check what the key may do in the account of " + provider + ".";
            case QUOTA_EXHAUSTED -> "Check the billing page of " + provider + ", or choose another model.";
            case RATE_LIMITED, OVERLOADED -> "Wait a moment and try again, or choose another model.";
            case MODEL_NOT_FOUND -> "List the models of " + provider + " and choose one of them.";
            case MODEL_LOADING -> "Wait until it is loaded.";
            case CONTEXT_LENGTH_EXCEEDED, REQUEST_TOO_LARGE ->
                "Send less code or begin a new conversation, or raise the " + "context of a local engine.";
            case CONTENT_FILTERED -> "Ask in other words, or choose another model.";
            case PROTOCOL_ERROR -> "Check the base URL of " + provider + ".";
            case INVALID_REQUEST -> "Check the model and the options of " + provider + " in the settings.";
            case NETWORK_UNREACHABLE -> "ChatMan cannot log in to proxies: let the proxy pass it without.";
            default -> "Try again; if it stays, look at the log of " + provider + ".";
        };
    }

    private static String model(Attempt attempt) {
        return attempt.model().isEmpty() ? "the model" : "the model " + attempt.model();
    }

    private static String numbers(ErrorBody body) {
        Matcher compared = COMPARED.matcher(body.message());
        if (compared.find()) {
            int answer = compared.group(2) == null ? 0 : Integer.parseInt(compared.group(2));
            return numbers(Integer.parseInt(compared.group(1)) + answer, Integer.valueOf(compared.group(3)));
        }
        return numbers(
                body.promptTokens() != null ? body.promptTokens() : find(PROMPT, body.message()),
                body.contextTokens() != null ? body.contextTokens() : find(CONTEXT, body.message()));
    }

    private static String numbers(@Nullable Integer prompt, @Nullable Integer context) {
        if (context == null) {
            return "";
        }
        return prompt == null ? " (at most " + context + " tokens)" : " (" + prompt + "/" + context + " tokens)";
    }

    private static @Nullable Integer find(Pattern pattern, String message) {
        Matcher matcher = pattern.matcher(message);
        return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
    }

    private static String quoted(ErrorBody body, Attempt attempt) {
        return Quotation.of(body.message(), attempt).map(words -> ": " + words).orElse(".");
    }
}
