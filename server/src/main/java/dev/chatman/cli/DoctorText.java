package dev.chatman.cli;

import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.ProviderStatus.State;
import dev.chatman.cli.Diagnosis.Directory;
import dev.chatman.cli.Diagnosis.Setting;
import dev.chatman.settings.SettingsProblem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A diagnosis for people. */
final class DoctorText {

    private static final String REMEDY = "      → ";

    private final StringBuilder text = new StringBuilder();

    private DoctorText() {}

    static String of(Diagnosis diagnosis) {
        DoctorText text = new DoctorText();
        text.program(diagnosis);
        text.settings(diagnosis.settings(), diagnosis.problems());
        text.providers(diagnosis.providers());
        text.models(diagnosis.models());
        text.directories(diagnosis.directories());
        text.verdict(diagnosis);
        return text.text.toString();
    }

    private void program(Diagnosis diagnosis) {
        line("chatman " + diagnosis.version());
        line("Java " + diagnosis.java().version() + " in " + diagnosis.java().home());
        line(diagnosis.platform());
    }

    private void settings(List<Setting> settings, List<SettingsProblem> problems) {
        line("\nSettings");
        for (Setting setting : settings) {
            String value = setting.value() == null ? "" : " = " + setting.value();
            line("  " + setting.key() + value + "  (" + setting.source() + ")");
        }
        for (SettingsProblem problem : problems) {
            line("  ✗ " + problem.source() + ": " + (problem.key().isEmpty() ? "" : problem.key() + ": ")
                    + problem.message());
        }
    }

    private void providers(List<ProviderStatus> providers) {
        line("\nProviders (the first one would answer)");
        for (ProviderStatus provider : providers) {
            boolean works = provider.state() == State.READY || provider.state() == State.NEEDS_DOWNLOAD;
            String state = provider.state().name().toLowerCase(Locale.ROOT).replace('_', ' ');
            String model = provider.model() == null ? "" : provider.model();
            line("  " + (works ? "✓ " : "✗ ") + Names.of(provider.id(), model) + ": " + state + ". "
                    + provider.message());
            remedy(provider.remedy());
        }
    }

    private void models(List<LocalModel> models) {
        line("\nEmbedded models on this machine");
        List<LocalModel> installed =
                models.stream().filter(model -> model.file() != null).toList();
        if (installed.isEmpty()) {
            line("  none yet");
        }
        for (LocalModel model : installed) {
            line("  " + model.id() + "  " + DownloadMeter.megabytes(model.bytes()) + " MB  " + model.file());
        }
    }

    private void directories(List<Directory> directories) {
        line("\nDirectories");
        for (Directory directory : directories) {
            String path = directory.path() == null ? "none" : directory.path();
            line("  " + (directory.problem() == null ? "✓ " : "✗ ") + directory.use() + ": " + path);
            remedy(directory.problem());
        }
    }

    private void verdict(Diagnosis diagnosis) {
        if (!diagnosis.chatWorks()) {
            line("\nA chat would not work now; see the marks ✗ above.");
        } else if (diagnosis.providers().get(0).state() == State.NEEDS_DOWNLOAD) {
            line("\nA chat works. The first question fetches the model.");
        } else {
            line("\nA chat works.");
        }
    }

    private void remedy(@Nullable String remedy) {
        if (remedy != null) {
            line(REMEDY + remedy);
        }
    }

    private void line(String line) {
        text.append(line).append('\n');
    }
}
