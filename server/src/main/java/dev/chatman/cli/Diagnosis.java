package dev.chatman.cli;

import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.ProviderStatus.State;
import dev.chatman.settings.SettingsProblem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code chatman doctor} found.
 *
 * @param java the running Java and where it is
 * @param providers the one that would be chosen first
 */
record Diagnosis(
        String version,
        Java java,
        String platform,
        List<Setting> settings,
        List<SettingsProblem> problems,
        List<ProviderStatus> providers,
        List<LocalModel> models,
        List<Directory> directories) {

    /** The running Java. */
    record Java(String version, String home) {}

    /**
     * A setting that is set.
     *
     * @param value null when it is not for showing
     * @param source where it was taken from
     */
    record Setting(String key, @Nullable String value, String source) {}

    /**
     * A directory that ChatMan writes to.
     *
     * @param path null when there is none
     * @param problem why it cannot be written to; null when it can
     */
    record Directory(
            String use, @Nullable String path, @Nullable String problem) {}

    /**
     * Whether a question asked now would be answered: the first provider is ready, or will be after a download that there
     * is a place for. With a flag that makes no sense it would not.
     */
    boolean chatWorks() {
        boolean wrongFlag =
                problems.stream().anyMatch(problem -> problem.source().equals(ProviderOptions.SOURCE));
        if (wrongFlag || providers.isEmpty()) {
            return false;
        }
        State state = providers.get(0).state();
        return state == State.READY || (state == State.NEEDS_DOWNLOAD && canDownload());
    }

    private boolean canDownload() {
        return directories.stream()
                .noneMatch(directory -> directory.use().equals("cache") && directory.problem() != null);
    }
}
