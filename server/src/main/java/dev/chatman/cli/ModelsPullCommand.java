package dev.chatman.cli;

import dev.chatman.chat.LocalModels;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Fetches a model. */
@Command(
        name = "pull",
        description = "Fetches a model for the embedded engine. One that was cut off goes on where it stopped.")
final class ModelsPullCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", description = "A model from: chatman models")
    String id = "";

    ModelsPullCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Services services = context.open(new ProviderOptions())) {
            DownloadProgress progress = new DownloadProgress(context.screen(), context.nanoTime());
            LocalModels.ProgressListener listener =
                    (source, done, total) -> progress.show(id + " from " + source, done, total);
            context.screen().status("looking for " + id);
            Path file = CommandContext.await(services.localModels().pull(id, listener));
            context.screen().print(id + " is in " + file + "\n");
            return ExitCode.OK;
        } finally {
            context.screen().eraseStatus();
        }
    }
}
