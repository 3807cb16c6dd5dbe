package dev.chatman.cli;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.ContextItem;
import java.io.IOException;
import java.nio.file.Path;
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
import picocli.CommandLine.Spec;

/** Holds a conversation. */
@Command(
        name = "chat",
        description = {
            "Holds a conversation: a question per line, the answers on standard output.",
            "A line that ends in \\ goes on in the next. Ctrl-C stops an answer or drops what was typed; Ctrl-D leaves."
        },
        footer = {"", "Type /help for what else can be typed."})
final class ChatCommand implements Callable<Integer> {

    private final CommandContext context;

    @Spec
    @Nullable CommandSpec spec;

    @Mixin
    ProviderOptions provider = new ProviderOptions();

    @Option(
            names = {"-f", "--file"},
            paramLabel = "FILE[:START-END]",
            description = "A file that the first question is about, or some of its lines. Can be repeated.")
    List<String> files = new ArrayList<>();

    ChatCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ContextFiles contextFiles = new ContextFiles(Path.of("").toAbsolutePath());
        List<ContextItem> items = new ArrayList<>();
        for (String file : files) {
            try {
                items.add(contextFiles.read(file));
            } catch (ChatException wrong) {
                throw new CommandLine.ParameterException(
                        Objects.requireNonNull(spec).commandLine(), wrong.message() + " " + wrong.hint());
            }
        }
        InterruptKey interruptKey = new InterruptKey(Thread.currentThread()).install();
        try (Services services = context.open(provider)) {
            return new Dialogue(context, services, contextFiles, provider, items, interruptKey).run();
        } finally {
            interruptKey.release();
        }
    }
}
