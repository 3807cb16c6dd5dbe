package dev.chatman.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Deletes a model. */
@Command(name = "remove", description = "Deletes the file of a model of the embedded engine.")
final class ModelsRemoveCommand implements Callable<Integer> {

    private final CommandContext context;

    @Parameters(paramLabel = "ID", description = "A model from: chatman models")
    String id = "";

    ModelsRemoveCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException {
        try (Services services = context.open(new ProviderOptions())) {
            services.localModels().remove(id);
            context.screen().print(id + " is removed\n");
            return ExitCode.OK;
        }
    }
}
