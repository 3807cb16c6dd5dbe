package dev.chatman.lsp;

import static dev.chatman.lsp.Params.required;

import dev.chatman.chat.ChatAction;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Question;
import dev.chatman.context.ContextRequest;
import dev.chatman.context.ContextResolver;
import dev.chatman.context.Position;
import dev.chatman.context.Range;
import dev.chatman.protocol.ChatParams;
import dev.chatman.protocol.ContextRef;
import dev.chatman.protocol.TextPosition;
import dev.chatman.protocol.TextRange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Turns the params of a chat request into a question. */
final class QuestionReader {

    private final ContextResolver resolver;

    QuestionReader(ContextResolver resolver) {
        this.resolver = resolver;
    }

    /**
     * Checks the params and fixes what the open documents say now; does not block.
     *
     * @return reads the files that are needed, and may block
     * @throws ChatException when params are missing or make no sense
     */
    Supplier<Question> prepare(@Nullable ChatParams nullable) {
        ChatParams params = required(nullable, "params");
        ChatAction action = params.action() == null ? null : ChatAction.named(params.action());
        String text = action == null ? required(params.text(), "text (or an action)") : orEmpty(params.text());
        Supplier<List<ContextItem>> context = resolver.prepare(context(params.context()));
        return () ->
                new Question(params.conversationId(), text, action, context.get(), params.provider(), params.model());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    private static List<ContextRequest> context(@Nullable List<@Nullable ContextRef> refs) {
        List<ContextRequest> requests = new ArrayList<>();
        for (int i = 0; refs != null && i < refs.size(); i++) {
            String at = "context[" + i + "]";
            ContextRef ref = required(refs.get(i), at);
            requests.add(new ContextRequest(
                    required(ref.uri(), at + ".uri"), range(ref.range(), at + ".range"), ref.text(), ref.version()));
        }
        return requests;
    }

    private static @Nullable Range range(@Nullable TextRange range, String at) {
        return range == null
                ? null
                : new Range(position(range.start(), at + ".start"), position(range.end(), at + ".end"));
    }

    private static Position position(@Nullable TextPosition nullable, String at) {
        TextPosition position = required(nullable, at);
        return new Position(required(position.line(), at + ".line"), required(position.character(), at + ".character"));
    }
}
