package dev.chatman.chat;

import dev.chatman.spi.Notice;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** The engine: for each question a {@link LiveTurn}, a choice of provider, a prompt, and a stream into the turn. */
public final class LiveChatEngine implements ChatEngine {

    /** How many turns can be resumed; running ones are never forgotten. */
    private static final int REMEMBERED_TURNS = 256;

    private static final Conversation NO_CONVERSATION = new Conversation("", List.of());

    private final Providers providers;
    private final ConversationStore store;
    private final LongSupplier nanoTime;
    private final Map<String, LiveTurn> turns = new LinkedHashMap<>();

    /** @param nanoTime a monotonic clock, in nanoseconds */
    public LiveChatEngine(Providers providers, ConversationStore store, LongSupplier nanoTime) {
        this.providers = providers;
        this.store = store;
        this.nanoTime = nanoTime;
    }

    @Override
    public Turn ask(Question question) {
        Conversation conversation = existing(question).orElseGet(store::create);
        LiveTurn turn = new LiveTurn("t-" + UUID.randomUUID(), conversation.id(), store, nanoTime);
        remember(turn);
        providers.choose(question.provider(), question.model()).whenComplete((choice, failure) -> {
            if (failure != null) {
                turn.fail(ChatException.mapped(failure, ChatException.Origin.NONE));
            } else {
                answer(turn, conversation, question, choice);
            }
        });
        return turn;
    }

    private void answer(LiveTurn turn, Conversation conversation, Question question, Providers.Choice choice) {
        try {
            Prompt prompt = Prompt.of(conversation, question, choice);
            store.asked(conversation.id(), turn.id(), prompt.userMessage());
            if (turn.start(choice, prompt.sent())) {
                sayWhatIsLeftOut(turn, prompt.sent());
                turn.running(choice.answerer().answer(prompt.request(), turn));
            }
        } catch (RuntimeException e) {
            turn.fail(ChatException.mapped(e, ChatException.Origin.NONE));
        }
    }

    private static void sayWhatIsLeftOut(LiveTurn turn, Sent sent) {
        if (!sent.leftOut().isEmpty()) {
            String what = sent.leftOut().stream().map(Sent.LeftOut::what).collect(Collectors.joining(", "));
            turn.onNotice(Notice.of(Notice.Type.TRIMMED, "Not sent, because it does not fit the model: " + what + "."));
        }
    }

    @Override
    public CompletionStage<Preview> preview(Question question) {
        Conversation conversation = existing(question).orElse(NO_CONVERSATION);
        return providers.choose(question.provider(), question.model()).thenApply(choice -> {
            Prompt prompt = Prompt.of(conversation, question, choice);
            return new Preview(choice, prompt.request(), prompt.sent());
        });
    }

    @Override
    public Optional<Turn> turn(String turnId) {
        synchronized (turns) {
            return Optional.ofNullable(turns.get(turnId));
        }
    }

    /** The conversation that the question goes on with; none when it begins one. */
    private Optional<Conversation> existing(Question question) {
        String id = question.conversationId();
        ChatAction action = question.action();
        if (question.text().isBlank() && action == null) {
            throw ChatException.invalid("The question is empty.", "Ask something, or name an action.");
        }
        if (action != null && question.text().isBlank() && question.context().isEmpty() && id == null) {
            throw ChatException.invalid(
                    "There is nothing to work on: '" + action.wireName() + "' came without code.",
                    "Select code, or name a file.");
        }
        if (id == null) {
            return Optional.empty();
        }
        return Optional.of(store.find(id)
                .orElseThrow(() -> ChatException.invalid(
                        "There is no conversation '" + id + "'.", "Leave conversationId out to begin a new one.")));
    }

    private void remember(LiveTurn turn) {
        synchronized (turns) {
            turns.put(turn.id(), turn);
            if (turns.size() > REMEMBERED_TURNS) {
                turns.values().stream()
                        .filter(old -> old.end() != null)
                        .findFirst()
                        .ifPresent(old -> turns.remove(old.id()));
            }
        }
    }
}
