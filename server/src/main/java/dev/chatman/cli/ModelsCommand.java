package dev.chatman.cli;

import com.google.gson.JsonObject;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.spi.ModelInfo;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists models; its subcommands change what is on this machine. */
@Command(
        name = "models",
        description = {
            "Lists the models that ChatMan can run itself, and those of the provider that would answer.",
            "Fetch one with: chatman models pull ID"
        })
final class ModelsCommand implements Callable<Integer> {

    private static final String EMBEDDED = "embedded";

    private final CommandContext context;

    @Mixin
    ProviderOptions provider = new ProviderOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    ModelsCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (Services services = context.open(provider)) {
            List<LocalModel> local = services.localModels().list();
            if (!json) {
                context.screen().print(localTable(local));
            }
            Endpoint endpoint = endpoint(services);
            if (json) {
                context.screen().print(Json.text(json(local, endpoint)) + "\n");
            } else {
                context.screen().print(endpointTable(endpoint));
            }
            return endpoint.failed() && provider.provider != null ? ExitCode.FAILED : ExitCode.OK;
        }
    }

    /** A provider and its list; {@code failed} when it could not be had. */
    private record Endpoint(String id, List<ModelInfo> models, boolean failed) {}

    private Endpoint endpoint(Services services) throws InterruptedException {
        String wanted = provider.provider;
        try {
            context.screen().status("asking for the list of models");
            String id = CommandContext.await(services.providers().choose(wanted, null))
                    .provider();
            return new Endpoint(id, CommandContext.await(services.providers().models(id)), false);
        } catch (ChatException failure) {
            new Failures(context.screen()).failed(failure);
            return new Endpoint(wanted == null ? "" : wanted, List.of(), true);
        } finally {
            context.screen().eraseStatus();
        }
    }

    private static String localTable(List<LocalModel> models) {
        StringBuilder text = new StringBuilder("Embedded (run by ChatMan on this machine)\n");
        int width = models.stream().mapToInt(model -> model.id().length()).max().orElse(0);
        for (LocalModel model : models) {
            text.append("  ").append(padded(model.id(), width)).append("  ");
            text.append(String.format("%8s MB", DownloadMeter.megabytes(model.bytes())));
            text.append(model.file() == null ? "             " : "  installed  ");
            text.append(model.isDefault() ? "default: " : "")
                    .append(model.note())
                    .append('\n');
        }
        return text.toString();
    }

    private static String endpointTable(Endpoint endpoint) {
        // The embedded models are the first table.
        if (endpoint.id().equals(EMBEDDED) || endpoint.models().isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("\n").append(endpoint.id()).append('\n');
        int width = endpoint.models().stream()
                .mapToInt(model -> model.id().length())
                .max()
                .orElse(0);
        for (ModelInfo model : endpoint.models()) {
            String line = "  " + padded(model.id(), width) + details(model);
            text.append(line.stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String details(ModelInfo model) {
        String name = model.displayName() == null ? "" : "  " + model.displayName();
        String tokens = model.contextTokens() == null ? "" : "  " + model.contextTokens() + " tokens of context";
        return name + tokens + (model.shutdownDate() == null ? "" : "  until " + model.shutdownDate());
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static JsonObject json(List<LocalModel> local, Endpoint endpoint) {
        JsonObject json = new JsonObject();
        json.add("embedded", Json.tree(local));
        json.addProperty("provider", endpoint.id());
        json.add("models", Json.tree(endpoint.models()));
        return json;
    }
}
