package dev.chatman.provider.adapter;

import dev.chatman.provider.http.HttpReply;
import dev.chatman.provider.http.ReplyHead;
import dev.chatman.provider.http.RetryAfter;
import dev.chatman.provider.http.StaleConnection;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Classifies errors of an endpoint: first by its code and type, then by phrases, then by the status, because some 429s
 * are permanent and some 200s are errors.
 */
final class ErrorClassifier {

    private static final int PROXY_AUTHENTICATION = 407;

    private final ChatApi api;
    private final ErrorText text;
    private final RetryAfter retryAfter;

    ErrorClassifier(ChatApi api, Clock clock) {
        this.api = api;
        this.text = new ErrorText(api.endpoint().id());
        this.retryAfter = new RetryAfter(clock);
    }

    /** A reply whose status says that the request failed. */
    ProviderException reply(HttpReply reply, Attempt attempt) {
        return classify(ErrorBody.parse(reply.body()), reply.head(), attempt);
    }

    /** An error that came with a status of success, in a stream or as a whole reply. */
    ProviderException inStream(ErrorBody body, Attempt attempt) {
        return classify(body, new ReplyHead(200, Map.of()), attempt);
    }

    /** A failure of the connection, with what the protocol says to do about it. */
    ProviderException withHint(ProviderException failure) {
        boolean unreachable = failure.code() == ErrorCode.NETWORK_UNREACHABLE
                && failure.details().httpStatus() == null
                && !StaleConnection.is(failure);
        String hint = unreachable ? api.hint(failure.code(), "") : null;
        return hint == null ? failure : failure.withHint(hint);
    }

    private ProviderException classify(ErrorBody body, ReplyHead head, Attempt attempt) {
        int status = head.successful() && body.status() != null ? body.status() : head.status();
        ErrorCode code = code(body, status, attempt);
        return ProviderException.of(code, text.message(code, body, attempt))
                .withDetails(new ProviderException.Details(
                        retryable(code, status, head),
                        retryAfter
                                .of(head)
                                .or(() -> Optional.ofNullable(body.retryDelay()))
                                .orElse(null),
                        status,
                        providerCode(body),
                        requestId(head),
                        hint(code, attempt),
                        api.helpUrl(code)));
    }

    private @Nullable String hint(ErrorCode code, Attempt attempt) {
        String better = api.hint(code, attempt.model());
        return better == null ? text.hint(code) : better;
    }

    private static ErrorCode code(ErrorBody body, int status, Attempt attempt) {
        // Phrases are believed only where the endpoint blames the request: an echoed prompt can hold any of them.
        boolean phrasesCount = status < 500;
        ErrorCode code = ErrorTable.word(body.code())
                .or(() -> ErrorTable.word(body.type()))
                .or(() -> phrasesCount ? ErrorTable.phrase(body.message() + " " + body.details()) : Optional.empty())
                .or(() -> status >= 400 ? Optional.of(ErrorTable.status(status)) : Optional.empty())
                .or(() -> ErrorTable.vagueWord(body.code()))
                .or(() -> ErrorTable.vagueWord(body.type()))
                .orElse(ErrorCode.STREAM_INTERRUPTED);
        ErrorCode refined = ErrorTable.refine(code, body.message());
        boolean keyMissing = !attempt.keySent() && !body.wantsSignIn();
        return refined == ErrorCode.AUTH_INVALID && keyMissing ? ErrorCode.AUTH_MISSING : refined;
    }

    /** Null leaves it to the code. */
    private @Nullable Boolean retryable(ErrorCode code, int status, ReplyHead head) {
        String should = head.header("x-should-retry").orElse("");
        if (should.equals("true") || should.equals("false")) {
            return should.equals("true");
        }
        if (status == PROXY_AUTHENTICATION) {
            return false;
        }
        // OpenRouter: credit that comes back by itself.
        boolean refilled = status == 402
                && code == ErrorCode.QUOTA_EXHAUSTED
                && retryAfter.of(head).map(Duration::toMillis).isPresent();
        return refilled ? Boolean.TRUE : api.retryable(code, head);
    }

    private static @Nullable String providerCode(ErrorBody body) {
        String code = body.code() != null ? body.code() : body.type();
        return code != null && code.matches("[\\w.:-]{1,64}") ? code : null;
    }

    private static @Nullable String requestId(ReplyHead head) {
        return head.header("x-request-id")
                .or(() -> head.header("request-id"))
                .or(() -> head.header("x-generation-id"))
                .filter(id -> id.matches("[\\w.:-]{1,128}"))
                .orElse(null);
    }
}
