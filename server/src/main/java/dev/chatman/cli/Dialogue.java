package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Question;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One run of {@code chatman chat}: reads lines, asks, and keeps to one conversation. */
final class Dialogue {

    private static final String HELP = """
            /file PATH[:START-END]  add a file, or some of its lines, to the next question
            /new                    begin a new conversation
            /exit                   leave (so does Ctrl-D)
            A line that ends in \\ goes on in the next one. Ctrl-C stops an answer, or drops
            what was typed.""";

    /** After longer than this, Ctrl-C is again about what has been typed since: a terminal tells of whole lines only. */
    private static final Duration AT_ONCE = Duration.ofSeconds(3);

    private final CommandContext context;
    private final ContextFiles files;
    private final ProviderOptions provider;
    private final InterruptKey interruptKey;
    private final QuestionRun questions;
    private final AnswerReport report;
    private List<ContextItem> items;
    private @Nullable String conversationId;
    private int exitCode = ExitCode.OK;

    /**
     * Asks nothing yet.
     *
     * @param items what the first question is about
     * @param interruptKey interrupts the thread that runs this
     */
    Dialogue(
            CommandContext context,
            Services services,
            ContextFiles files,
            ProviderOptions provider,
            List<ContextItem> items,
            InterruptKey interruptKey) {
        this.context = context;
        this.files = files;
        this.provider = provider;
        this.interruptKey = interruptKey;
        this.questions = new QuestionRun(context, services);
        this.report = new AnswerReport(context.screen(), services::localModels);
        this.items = new ArrayList<>(items);
    }

    /**
     * @return the exit code: that of the last question that failed
     * @throws InterruptedException Ctrl-C twice at the prompt, or the end of the JVM
     */
    int run() throws IOException, InterruptedException {
        if (typed()) {
            context.screen().aside("Ask away. /help says what else can be typed.");
        }
        while (true) {
            Optional<String> entry = next();
            if (entry.isEmpty() || entry.get().equals("/exit")) {
                return exitCode;
            }
            String text = entry.get();
            if (isCommand(text)) {
                obey(text);
            } else if (!text.isEmpty()) {
                int code = ask(text);
                if (code == ExitCode.BROKEN_PIPE || code == ExitCode.INTERRUPTED) {
                    return code;
                }
            }
        }
    }

    /** What is typed next; Ctrl-C drops what is there of it, and leaves when it is pressed again at once. */
    private Optional<String> next() throws IOException, InterruptedException {
        boolean dropped = false;
        long droppedAt = 0;
        while (true) {
            try {
                return read();
            } catch (InterruptedException stopped) {
                leavePrompt();
                long now = context.nanoTime().getAsLong();
                boolean again = dropped && now - droppedAt < AT_ONCE.toNanos();
                if (!interruptKey.taken() || again || !typed()) {
                    throw stopped;
                }
                context.screen().note("chatman: Ctrl-D or /exit leaves.");
                dropped = true;
                droppedAt = now;
            }
        }
    }

    /** A line, with those it goes on in. */
    private Optional<String> read() throws IOException, InterruptedException {
        StringBuilder entry = new StringBuilder();
        prompt("> ");
        Optional<String> line = context.stdin().line();
        while (line.isPresent() && line.get().endsWith("\\")) {
            entry.append(line.get(), 0, line.get().length() - 1).append('\n');
            prompt("  ");
            line = context.stdin().line();
        }
        if (line.isEmpty() && entry.isEmpty()) {
            leavePrompt();
            return Optional.empty();
        }
        return Optional.of(entry.append(line.orElse("")).toString().strip());
    }

    /** A path such as /etc/hosts may begin a question. */
    private static boolean isCommand(String text) {
        return text.matches("(?s)/[a-z]+(\\s.*)?");
    }

    private void obey(String text) {
        String[] words = text.split("\\s+", 2);
        switch (words[0]) {
            case "/help" -> context.screen().note(HELP);
            case "/new" -> {
                conversationId = null;
                items = new ArrayList<>();
                context.screen().note("chatman: a new conversation.");
            }
            case "/file" -> add(words.length > 1 ? words[1] : "");
            default -> context.screen().note("chatman: there is no " + words[0] + "; /help says what there is.");
        }
    }

    private void add(String file) {
        try {
            ContextItem item = files.read(file);
            items.add(item);
            context.screen().note("chatman: the next question is about " + Names.of(item) + ".");
        } catch (ChatException wrong) {
            context.screen().note("chatman: " + wrong.message() + " " + wrong.hint());
        }
    }

    /** Returns the exit code of this question; stopping its answer with Ctrl-C is none of its failures. */
    private int ask(String text) {
        Question question = new Question(conversationId, text, null, items, provider.provider, provider.model);
        TurnOutcome outcome = questions.ask(question, true);
        if (outcome instanceof TurnOutcome.Answered answered) {
            conversationId = answered.result().conversationId();
            items = new ArrayList<>();
        }
        int code = report.of(endLine(outcome));
        // Also one that came too late for the answer: it was not meant for the prompt.
        boolean stoppedByKey = interruptKey.taken();
        if (code == ExitCode.INTERRUPTED) {
            return stoppedByKey ? ExitCode.OK : code;
        }
        if (code != ExitCode.OK) {
            exitCode = code;
        }
        return code;
    }

    private TurnOutcome endLine(TurnOutcome outcome) {
        try {
            context.screen().endLine();
            return outcome;
        } catch (IOException notWritten) {
            return new TurnOutcome.NotWritten(notWritten);
        }
    }

    private boolean typed() {
        return context.screen().terminal().inTty();
    }

    private void leavePrompt() {
        prompt("\n");
    }

    private void prompt(String text) {
        if (typed()) {
            context.screen().prompt(text);
        }
    }
}
