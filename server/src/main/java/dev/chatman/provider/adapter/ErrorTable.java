package dev.chatman.provider.adapter;

import static dev.chatman.spi.ErrorCode.AUTH_INVALID;
import static dev.chatman.spi.ErrorCode.CONTENT_FILTERED;
import static dev.chatman.spi.ErrorCode.CONTEXT_LENGTH_EXCEEDED;
import static dev.chatman.spi.ErrorCode.INVALID_REQUEST;
import static dev.chatman.spi.ErrorCode.MODEL_LOADING;
import static dev.chatman.spi.ErrorCode.MODEL_NOT_FOUND;
import static dev.chatman.spi.ErrorCode.NETWORK_UNREACHABLE;
import static dev.chatman.spi.ErrorCode.OVERLOADED;
import static dev.chatman.spi.ErrorCode.PERMISSION_DENIED;
import static dev.chatman.spi.ErrorCode.PROTOCOL_ERROR;
import static dev.chatman.spi.ErrorCode.QUOTA_EXHAUSTED;
import static dev.chatman.spi.ErrorCode.RATE_LIMITED;
import static dev.chatman.spi.ErrorCode.REQUEST_TOO_LARGE;
import static dev.chatman.spi.ErrorCode.SERVER_ERROR;
import static dev.chatman.spi.ErrorCode.TIMEOUT_FIRST_TOKEN;

import dev.chatman.spi.ErrorCode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the endpoints' codes, types, phrases and statuses mean. */
final class ErrorTable {

    /** Words that say what is wrong; the vague ones, such as invalid_request_error, come after the phrases. */
    private static final Map<String, ErrorCode> WORDS = Map.ofEntries(
            Map.entry("context_length_exceeded", CONTEXT_LENGTH_EXCEEDED),
            Map.entry("exceed_context_size_error", CONTEXT_LENGTH_EXCEEDED),
            Map.entry("invalid_api_key", AUTH_INVALID),
            Map.entry("authentication_error", AUTH_INVALID),
            Map.entry("unauthenticated", AUTH_INVALID),
            Map.entry(ErrorBody.SIGN_IN, AUTH_INVALID),
            Map.entry("permission_error", PERMISSION_DENIED),
            Map.entry("permission_denied", PERMISSION_DENIED),
            Map.entry("unsupported_country_region_territory", PERMISSION_DENIED),
            Map.entry("insufficient_quota", QUOTA_EXHAUSTED),
            Map.entry("credit_balance_exhausted", QUOTA_EXHAUSTED),
            Map.entry("enforced_spend_limit_reached", QUOTA_EXHAUSTED),
            Map.entry("billing_hard_limit_reached", QUOTA_EXHAUSTED),
            Map.entry("billing_not_active", QUOTA_EXHAUSTED),
            Map.entry("billing_error", QUOTA_EXHAUSTED),
            Map.entry("rate_limit_exceeded", RATE_LIMITED),
            Map.entry("rate_limit_error", RATE_LIMITED),
            Map.entry("resource_exhausted", RATE_LIMITED),
            Map.entry("capacity_exceeded", RATE_LIMITED),
            Map.entry("slow_down", RATE_LIMITED),
            Map.entry("overloaded_error", OVERLOADED),
            Map.entry("timeout_error", TIMEOUT_FIRST_TOKEN),
            Map.entry("server_is_overloaded", OVERLOADED),
            Map.entry("unavailable_error", OVERLOADED),
            Map.entry("unavailable", OVERLOADED),
            Map.entry("insufficient_system_resource", OVERLOADED),
            Map.entry("model_not_found", MODEL_NOT_FOUND),
            Map.entry("model_decommissioned", MODEL_NOT_FOUND),
            Map.entry("deploymentnotfound", MODEL_NOT_FOUND),
            Map.entry("content_filter", CONTENT_FILTERED),
            Map.entry("content_policy_violation", CONTENT_FILTERED),
            Map.entry("responsibleaipolicyviolation", CONTENT_FILTERED),
            Map.entry("request_too_large", REQUEST_TOO_LARGE));

    private static final Map<String, ErrorCode> VAGUE_WORDS = Map.ofEntries(
            Map.entry("invalid_request_error", INVALID_REQUEST),
            Map.entry("unsupported_parameter", INVALID_REQUEST),
            Map.entry("invalid_argument", INVALID_REQUEST),
            Map.entry("badrequesterror", INVALID_REQUEST),
            Map.entry("server_error", SERVER_ERROR),
            Map.entry("api_error", SERVER_ERROR),
            Map.entry("internal_server_error", SERVER_ERROR),
            Map.entry("internalservererror", SERVER_ERROR));

    private record Phrase(String text, ErrorCode code) {}

    /** In this order, all in lower case. */
    private static final List<Phrase> PHRASES = List.of(
            new Phrase("maximum context length", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("context length", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("context size", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("context window", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("context_length_exceeded", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("exceed context limit", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("prompt is too long", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("reduce the length of the messages", CONTEXT_LENGTH_EXCEEDED),
            new Phrase("exceeded your current quota", QUOTA_EXHAUSTED),
            new Phrase("insufficient balance", QUOTA_EXHAUSTED),
            new Phrase("insufficient credits", QUOTA_EXHAUSTED),
            new Phrase("credit balance", QUOTA_EXHAUSTED),
            new Phrase("spend limit", QUOTA_EXHAUSTED),
            new Phrase("usage limits", QUOTA_EXHAUSTED),
            new Phrase("api key not valid", AUTH_INVALID),
            new Phrase("incorrect api key", AUTH_INVALID),
            new Phrase("invalid api key", AUTH_INVALID),
            new Phrase("not a valid model", MODEL_NOT_FOUND),
            new Phrase("model not found", MODEL_NOT_FOUND),
            new Phrase("unknown model", MODEL_NOT_FOUND),
            new Phrase("flagged by moderation", CONTENT_FILTERED),
            new Phrase("requires moderation", CONTENT_FILTERED));

    private ErrorTable() {}

    static Optional<ErrorCode> word(@Nullable String word) {
        return Optional.ofNullable(word).map(w -> WORDS.get(w.toLowerCase(Locale.ROOT)));
    }

    static Optional<ErrorCode> vagueWord(@Nullable String word) {
        return Optional.ofNullable(word).map(w -> VAGUE_WORDS.get(w.toLowerCase(Locale.ROOT)));
    }

    static Optional<ErrorCode> phrase(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return PHRASES.stream()
                .filter(phrase -> lower.contains(phrase.text()))
                .map(Phrase::code)
                .findFirst();
    }

    /** A 404 is left to the caller's knowledge of models: without it, it means a wrong path. */
    static ErrorCode status(int status) {
        return switch (status) {
            case 401 -> AUTH_INVALID;
            case 402 -> QUOTA_EXHAUSTED;
            case 403 -> PERMISSION_DENIED;
            case 404, 405 -> PROTOCOL_ERROR;
            case 407 -> NETWORK_UNREACHABLE;
            case 408, 504 -> TIMEOUT_FIRST_TOKEN;
            case 413 -> REQUEST_TOO_LARGE;
            case 429, 498 -> RATE_LIMITED;
            case 409, 424 -> SERVER_ERROR;
            case 503, 529 -> OVERLOADED;
            default -> status >= 500 ? SERVER_ERROR : status >= 400 ? INVALID_REQUEST : PROTOCOL_ERROR;
        };
    }

    /** What a code does not tell apart but its message does. */
    static ErrorCode refine(ErrorCode code, String message) {
        String lower = message.toLowerCase(Locale.ROOT);
        return switch (code) {
            case RATE_LIMITED -> lower.startsWith("request too large") ? REQUEST_TOO_LARGE : code;
            case OVERLOADED -> lower.contains("loading model") ? MODEL_LOADING : code;
            case PROTOCOL_ERROR -> lower.contains("model") ? MODEL_NOT_FOUND : code;
            default -> code;
        };
    }
}
