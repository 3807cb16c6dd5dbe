package dev.chatman.lsp;

import static dev.chatman.lsp.Params.required;

import dev.chatman.chat.ChatEngine;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.Providers;
import dev.chatman.chat.Question;
import dev.chatman.chat.Turn;
import dev.chatman.protocol.ChatParams;
import dev.chatman.protocol.ChatResult;
import dev.chatman.protocol.ChatService;
import dev.chatman.protocol.ModelsParams;
import dev.chatman.protocol.ModelsResult;
import dev.chatman.protocol.PreviewResult;
import dev.chatman.protocol.ProvidersResult;
import dev.chatman.protocol.ResumeParams;
import dev.chatman.protocol.StopParams;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.eclipse.lsp4j.jsonrpc.messages.Either;
import org.jspecify.annotations.Nullable;

/** Answers the {@code chatman/*} requests of one client. Methods run on the reader thread and do not block. */
final class ChatEndpoint implements ChatService {

    private final ChatEngine engine;
    private final Providers providers;
    private final QuestionReader questions;
    private final ClientSettings settings;
    private final RunningChats running;
    private final RequestRunner runner;
    private final ProgressChannel progress;
    private final InstantSource clock;

    ChatEndpoint(
            ChatEngine engine,
            Providers providers,
            QuestionReader questions,
            ClientSettings settings,
            RunningChats running,
            RequestRunner runner,
            ProgressChannel progress,
            InstantSource clock) {
        this.engine = engine;
        this.providers = providers;
        this.questions = questions;
        this.settings = settings;
        this.running = running;
        this.runner = runner;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<ChatResult> chat(@Nullable ChatParams params) {
        Supplier<Question> question = questions.prepare(params);
        ChatParams checked = required(params, "params");
        return respond(
                () -> {
                    settings.awaitFirst();
                    return engine.ask(question.get());
                },
                0,
                checked.partialResultToken(),
                checked.workDoneToken());
    }

    @Override
    public CompletableFuture<ChatResult> resume(@Nullable ResumeParams params) {
        ResumeParams checked = required(params, "params");
        String turnId = required(checked.turnId(), "turnId");
        int offset = required(checked.offset(), "offset");
        if (offset < 0) {
            throw ChatException.invalid("'offset' is negative.", "Send the length of the text you have.");
        }
        Turn turn = engine.turn(turnId)
                .orElseThrow(() -> ChatException.invalid(
                        "There is no turn '" + turnId + "' any more.", "Ask the question again."));
        return respond(() -> turn, offset, checked.partialResultToken(), null);
    }

    @Override
    public CompletableFuture<@Nullable Void> stop(@Nullable StopParams params) {
        String turnId = required(required(params, "params").turnId(), "turnId");
        engine.turn(turnId).ifPresent(Turn::cancel);
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public CompletableFuture<PreviewResult> preview(@Nullable ChatParams params) {
        Supplier<Question> question = questions.prepare(params);
        return runner.run(
                () -> {
                    settings.awaitFirst();
                    return engine.preview(question.get());
                },
                WireMapper::preview);
    }

    @Override
    public CompletableFuture<ProvidersResult> providers() {
        return runner.run(
                () -> {
                    settings.awaitFirst();
                    return providers.status();
                },
                WireMapper::providers);
    }

    @Override
    public CompletableFuture<ModelsResult> models(@Nullable ModelsParams params) {
        String provider = params == null ? null : params.provider();
        return runner.run(
                () -> {
                    settings.awaitFirst();
                    return providers.models(provider);
                },
                WireMapper::models);
    }

    private ChatFuture respond(
            Supplier<Turn> source,
            int offset,
            @Nullable Either<String, Integer> partialResultToken,
            @Nullable Either<String, Integer> workDoneToken) {
        ChatFuture response = new ChatFuture();
        running.add(response, workDoneToken);
        WorkDoneReporter workDone = workDoneToken == null ? null : new WorkDoneReporter(progress, workDoneToken, clock);
        if (workDone != null) {
            workDone.begin("ChatMan");
        }
        runner.run(
                () -> {
                    Turn turn = source.get();
                    response.attach(turn);
                    AnswerStream stream = partialResultToken == null
                            ? null
                            : new AnswerStream(progress, partialResultToken, turn, offset);
                    turn.follow(offset, new TurnResponse(response, offset, stream, workDone));
                },
                failure -> new TurnResponse(response, offset, null, workDone).fail(failure));
        return response;
    }
}
