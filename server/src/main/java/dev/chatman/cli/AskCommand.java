package dev.chatman.cli;

import dev.chatman.chat.ChatAction;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Question;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Asks one question. */
@Command(
        name = "ask",
        description = {
            "Asks one question and streams the answer to standard output.",
            "The question comes from the arguments, else from standard input. With a question or an action, what is"
                    + " piped in is sent along as context."
        },
        footer = {
            "",
            "Exit codes: 0 answered; 1 failed or broken off; 2 wrong usage; 130 stopped with Ctrl-C; 141 nobody reads the"
                    + " answer any more.",
            "",
            "Examples:",
            "  chatman ask -f src/App.java:10-40 \"Why can this be null?\"",
            "  git diff | chatman ask --action review"
        })
final class AskCommand implements Callable<Integer> {

    private static final Duration STDIN_PATIENCE = Duration.ofSeconds(1);

    private final CommandContext context;

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    ProviderOptions provider = new ProviderOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE[:START-END]",
            description = "A file that the question is about, or some of its lines. Can be repeated.")
    List<String> files = new ArrayList<>();

    @Option(
            names = "--action",
            paramLabel = "ACTION",
            description = "A question that needs no typing: ${COMPLETION-CANDIDATES}.",
            converter = ActionNames.class,
            completionCandidates = ActionNames.class)
    @Nullable ChatAction action;

    @Option(names = "--json", description = "Print one JSON object at the end instead of the answer as it comes.")
    boolean json;

    @Parameters(paramLabel = "QUESTION", description = "The question; several words are joined by blanks.")
    List<String> words = new ArrayList<>();

    AskCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Question question;
        try {
            question = question();
        } catch (ChatException wrong) {
            throw usageError(wrong.message() + " " + wrong.hint());
        }
        try (Services services = context.open(provider)) {
            TurnOutcome outcome = new QuestionRun(context, services).ask(question, !json);
            AnswerReport report = new AnswerReport(context.screen(), services::localModels);
            try {
                finish(outcome);
            } catch (IOException notWritten) {
                return report.of(new TurnOutcome.NotWritten(notWritten));
            }
            return report.of(outcome);
        }
    }

    private void finish(TurnOutcome outcome) throws IOException {
        if (!json) {
            context.screen().endLine();
        } else if (outcome instanceof TurnOutcome.Answered answered) {
            context.screen().print(AnswerJson.of(answered.result()) + "\n");
        } else if (outcome instanceof TurnOutcome.Failed failed) {
            context.screen().print(AnswerJson.of(failed.failure()) + "\n");
        }
    }

    private Question question() throws IOException, InterruptedException {
        List<ContextItem> items = new ArrayList<>();
        ContextFiles contextFiles = new ContextFiles(Path.of("").toAbsolutePath());
        for (String file : files) {
            items.add(contextFiles.read(file));
        }
        String text = String.join(" ", words).strip();
        if (!context.screen().terminal().inTty()) {
            String piped = piped();
            if (text.isEmpty() && action == null) {
                text = piped.strip();
            } else if (!piped.isBlank()) {
                items.add(new ContextItem("stdin:", "stdin", null, null, piped, ContextItem.Origin.GIVEN, null));
            }
        }
        if (text.isEmpty() && action == null) {
            throw usageError("What is the question? Give it as arguments or on standard input, or name an --action.");
        }
        return new Question(null, text, action, items, provider.provider, provider.model);
    }

    private String piped() throws IOException, InterruptedException {
        String text = context.stdin()
                .all(
                        STDIN_PATIENCE,
                        () -> context.screen()
                                .note("chatman: waiting for the end of standard input (if none is meant: </dev/null)"));
        if (text.indexOf('\0') >= 0) {
            throw ChatException.invalid("Standard input is not text.", "Pipe text in.");
        }
        return text;
    }

    private CommandLine.ParameterException usageError(String message) {
        return new CommandLine.ParameterException(Objects.requireNonNull(spec).commandLine(), message);
    }
}
