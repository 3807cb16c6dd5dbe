package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.Question;
import dev.chatman.chat.Turn;
import dev.chatman.spi.ErrorCode;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a question and waits for the end of its turn; interrupting the thread stops the turn. */
final class QuestionRun {

    /** How long a turn that was stopped may take to say so. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(1);

    private static final Duration TICK = Duration.ofSeconds(1);

    private final CommandContext context;
    private final Services services;

    QuestionRun(CommandContext context, Services services) {
        this.context = context;
        this.services = services;
    }

    /** Asks; with {@code printAnswer} the answer's text goes to standard output as it comes. */
    TurnOutcome ask(Question question, boolean printAnswer) {
        context.screen().status("choosing who answers");
        try {
            return follow(services.engine().ask(question), printAnswer);
        } catch (ChatException wrong) {
            return new TurnOutcome.Failed(wrong);
        } finally {
            context.screen().eraseStatus();
        }
    }

    private TurnOutcome follow(Turn turn, boolean printAnswer) {
        TurnView view = new TurnView(
                context.screen(),
                new NoticeView(context.screen(), services::localModels, context.nanoTime()),
                printAnswer);
        Runnable unfollow = turn.follow(0, view);
        try {
            return await(view);
        } catch (InterruptedException stop) {
            turn.cancel();
            return stopped(view);
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("The outcome never fails.", impossible);
        } finally {
            turn.cancel();
            unfollow.run();
        }
    }

    private TurnOutcome await(TurnView view) throws InterruptedException, ExecutionException {
        while (true) {
            try {
                return view.outcome().get(TICK.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException notYet) {
                context.screen().tick();
            }
        }
    }

    private static TurnOutcome stopped(TurnView view) {
        try {
            return view.outcome().get(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException silent) {
            return new TurnOutcome.Failed(
                    ChatException.of(ErrorCode.CANCELLED, "The answer was stopped.", "Ask again."));
        }
    }
}
