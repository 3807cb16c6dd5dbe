package dev.chatman.cli;

import com.google.gson.JsonObject;
import dev.chatman.chat.ChatEngine;
import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels;
import dev.chatman.chat.Preview;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Providers;
import dev.chatman.chat.Question;
import dev.chatman.chat.Turn;
import dev.chatman.chat.TurnFollower;
import dev.chatman.chat.TurnResult;
import dev.chatman.settings.Directories;
import dev.chatman.settings.LoadedSettings;
import dev.chatman.settings.Settings;
import dev.chatman.settings.SettingsLayer;
import dev.chatman.settings.SettingsProblem;
import dev.chatman.spi.ChatRequest;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.Notice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Services whose model answers every question with the same pieces, and whose every other part can be set. */
final class ServicesThatSay implements Services, ServicesFactory, ChatEngine, Providers {

    final List<Question> questions = new ArrayList<>();
    final List<Notice> notices = new ArrayList<>();
    final FakeLocalModels localModels = new FakeLocalModels();
    final CountDownLatch asked = new CountDownLatch(1);
    final CountDownLatch cancelled = new CountDownLatch(1);
    List<ProviderStatus> statuses = List.of();
    List<ModelInfo> models = List.of();
    LoadedSettings settings = new LoadedSettings(Settings.DEFAULTS, Map.of(), List.of());
    Directories directories = new Directories(Map.of(), "Linux", "/nonexistent/home");
    String provider = "work";
    String model = "big";
    int lspExitCode;
    SettingsLayer flags = new SettingsLayer("none yet", true, new JsonObject());
    List<LspOptions> served = new ArrayList<>();
    boolean closed;

    private final List<String> pieces;
    private BiConsumer<TurnFollower, String> end = (follower, text) -> follower.onResult(Results.complete(this, text));

    ServicesThatSay(String... pieces) {
        this.pieces = List.of(pieces);
    }

    /** How a turn ends once its pieces are out. */
    ServicesThatSay ending(BiConsumer<TurnFollower, String> newEnd) {
        end = newEnd;
        return this;
    }

    ServicesThatSay failing(ChatException failure) {
        return ending((follower, text) -> follower.onFailure(failure));
    }

    /** Says its pieces and then nothing more until it is cancelled. */
    ServicesThatSay hanging() {
        return ending((follower, text) -> {});
    }

    ServicesThatSay problem(SettingsProblem problem) {
        settings = new LoadedSettings(settings.settings(), settings.origins(), List.of(problem));
        return this;
    }

    @Override
    public Services open(SettingsLayer newFlags) {
        flags = newFlags;
        return this;
    }

    @Override
    public Turn ask(Question question) {
        questions.add(question);
        return new Turn() {
            private TurnFollower follower = new NobodyFollows();

            @Override
            public String id() {
                return "t-" + questions.size();
            }

            @Override
            public String conversationId() {
                return "c-1";
            }

            @Override
            public Runnable follow(int offset, TurnFollower newFollower) {
                follower = newFollower;
                play(newFollower);
                asked.countDown();
                return () -> {};
            }

            @Override
            public void cancel() {
                if (cancelled.getCount() > 0) {
                    cancelled.countDown();
                    follower.onResult(Results.cancelled(ServicesThatSay.this, String.join("", pieces)));
                }
            }
        };
    }

    private void play(TurnFollower follower) {
        follower.onStarted(choice(), Results.SENT);
        notices.forEach(follower::onNotice);
        int offset = 0;
        for (String piece : pieces) {
            follower.onText(offset, piece);
            offset += piece.length();
        }
        end.accept(follower, String.join("", pieces));
    }

    private Choice choice() {
        return new Choice(provider, model, false, "It is set.", null, ChatRequest.Options.NONE, (request, sink) -> {
            throw new AssertionError("The terminal asks the engine, not the provider.");
        });
    }

    @Override
    public CompletionStage<Preview> preview(Question question) {
        throw new AssertionError("The terminal shows no preview.");
    }

    @Override
    public Optional<Turn> turn(String turnId) {
        return Optional.empty();
    }

    @Override
    public CompletionStage<Choice> choose(@Nullable String wanted, @Nullable String wantedModel) {
        return CompletableFuture.completedFuture(choice());
    }

    @Override
    public CompletionStage<List<ProviderStatus>> status() {
        return CompletableFuture.completedFuture(statuses);
    }

    @Override
    public CompletionStage<List<ModelInfo>> models(@Nullable String wanted) {
        return CompletableFuture.completedFuture(models);
    }

    @Override
    public LoadedSettings settings() {
        return settings;
    }

    @Override
    public ChatEngine engine() {
        return this;
    }

    @Override
    public Providers providers() {
        return this;
    }

    @Override
    public LocalModels localModels() {
        return localModels;
    }

    @Override
    public Directories directories() {
        return directories;
    }

    @Override
    public int serveLsp(LspOptions options) {
        served.add(options);
        return lspExitCode;
    }

    @Override
    public void close() {
        closed = true;
    }

    private static final class NobodyFollows implements TurnFollower {
        @Override
        public void onText(int offset, String text) {}

        @Override
        public void onResult(TurnResult result) {}

        @Override
        public void onFailure(ChatException failure) {}
    }

    /** A model directory in memory. */
    static final class FakeLocalModels implements LocalModels {
        List<LocalModel> list = List.of(
                new LocalModel("tiny", 98_000_000, null, true, "Quick and often wrong."),
                new LocalModel("medium", 400_000_000, Path.of("/models/medium.gguf"), false, "Better."),
                new LocalModel("large", 1_900_000_000, null, false, "Good."));
        List<String> removed = new ArrayList<>();
        CompletableFuture<Path> pulled = CompletableFuture.completedFuture(Path.of("/models/tiny.gguf"));
        List<Long> progress = List.of(0L, 24_500_000L, 49_000_000L, 98_000_000L);

        @Override
        public List<LocalModel> list() {
            return list;
        }

        @Override
        public Optional<Path> find(String id) {
            throw new AssertionError("The terminal lists and pulls; it does not look for " + id);
        }

        @Override
        public Optional<String> catalogueId(Path file) {
            throw new AssertionError("The terminal does not judge " + file);
        }

        @Override
        public CompletableFuture<Path> pull(String id, ProgressListener listener) {
            progress.forEach(done -> listener.onProgress("the hub", done, 98_000_000));
            return pulled;
        }

        @Override
        public void remove(String id) {
            if (list.stream().noneMatch(model -> model.id().equals(id))) {
                throw ChatException.invalid("There is no model " + id + ".", "See: chatman models");
            }
            removed.add(id);
        }
    }
}
