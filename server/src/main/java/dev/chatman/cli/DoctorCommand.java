package dev.chatman.cli;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says whether a chat would work, and what to do if not. */
@Command(
        name = "doctor",
        description = "Says whether a chat would work, and what to do if not.",
        footer = {
            "",
            "Exit codes: 0 a chat works, if only after the model has been downloaded, which happens by itself; 1 it does"
                    + " not."
        })
final class DoctorCommand implements Callable<Integer> {

    private final CommandContext context;

    @Mixin
    ProviderOptions provider = new ProviderOptions();

    @Option(names = "--json", description = "Print one JSON object.")
    boolean json;

    DoctorCommand(CommandContext context) {
        this.context = context;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Not through the context: the problems of the settings are part of the diagnosis.
        try (Services services = context.factory().open(provider.layer())) {
            context.screen().status("looking at the providers");
            Diagnosis diagnosis = new Doctor(services).examine();
            context.screen().print(json ? json(diagnosis) : DoctorText.of(diagnosis));
            return diagnosis.chatWorks() ? ExitCode.OK : ExitCode.FAILED;
        } finally {
            context.screen().eraseStatus();
        }
    }

    private static String json(Diagnosis diagnosis) {
        JsonObject json = Json.tree(diagnosis).getAsJsonObject();
        json.addProperty("chatWorks", diagnosis.chatWorks());
        return Json.text(json) + "\n";
    }
}
