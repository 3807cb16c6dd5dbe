package dev.chatman.provider.embedded.host;

import de.kherud.llama.InferenceParameters;
import de.kherud.llama.LlamaIterator;
import de.kherud.llama.LlamaModel;
import de.kherud.llama.ModelParameters;
import de.kherud.llama.Pair;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The model in native memory.
 *
 * <p>The binding must be cancelled from the thread that consumes the answer (from any other the consumer waits for
 * ever), and only between two calls. So a long prompt is read in steps, each a request of its own whose work the next
 * one finds in the cache: between them a listener that has gone away ends the generation, and progress can be told.
 */
final class LlamaGenerator implements Generator {
    /** About 250 tokens: half a second on one slow core. */
    private static final int STEP_CHARACTERS = 1000;

    /** Keeps small models from going round in circles; more makes them avoid the words of the question. */
    private static final float REPEAT_PENALTY = 1.05f;

    private final LlamaModel model;
    private final String name;
    private final int contextTokens;

    LlamaGenerator(HostOptions options) {
        this.name = String.valueOf(options.model().getFileName());
        this.contextTokens = options.contextTokens();
        try (NativePath path = NativePath.of(options.model())) {
            this.model = new LlamaModel(parameters(options, path));
        }
    }

    /**
     * No {@code --jinja}: it runs a template of the model file in native code, where a template that raises an error
     * (on two user turns in a row, for example) ends the process. Without it the known templates are recognised.
     */
    private static ModelParameters parameters(HostOptions options, NativePath path) {
        return new ModelParameters()
                .setModel(path.toString())
                .setCtxSize(options.contextTokens())
                .setParallel(1)
                .setThreads(options.threads())
                .setThreadsBatch(options.batchThreads())
                .disableContextShift()
                .setGpuLayers(0)
                .skipWarmup();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int contextTokens() {
        return contextTokens;
    }

    @Override
    public String layOut(Prompt prompt) {
        List<String> texts = new ArrayList<>();
        texts.add(prompt.system());
        prompt.turns().forEach(turn -> texts.add(turn.text()));
        StandIns standIns = new StandIns(texts);
        List<Pair<String, String>> turns = prompt.turns().stream()
                .map(turn -> new Pair<>(turn.role(), standIns.replace(turn.text())))
                .toList();
        InferenceParameters parameters =
                new InferenceParameters("").setMessages(standIns.replace(prompt.system()), turns);
        return standIns.restore(model.applyTemplate(parameters));
    }

    @Override
    public int countTokens(String laidOut) {
        return model.encode(laidOut).length;
    }

    @Override
    public Answer generate(String laidOut, Sampling sampling, Listener listener) throws IOException {
        for (int end = STEP_CHARACTERS; end < laidOut.length(); end += STEP_CHARACTERS) {
            int whole = Character.isHighSurrogate(laidOut.charAt(end - 1)) ? end - 1 : end;
            read(laidOut.substring(0, whole));
            listener.onPromptRead(whole, laidOut.length());
        }
        return answer(laidOut, sampling, listener);
    }

    private void read(String prompt) {
        LlamaIterator none = model.generate(
                        new InferenceParameters(prompt).setCachePrompt(true).setNPredict(0))
                .iterator();
        while (none.hasNext()) {
            none.next();
        }
    }

    private Answer answer(String prompt, Sampling sampling, Listener listener) throws IOException {
        LlamaIterator pieces = model.generate(new InferenceParameters(prompt)
                        .setCachePrompt(true)
                        .setNPredict(sampling.maxTokens())
                        .setTemperature(sampling.temperature())
                        .setTopP(sampling.topP())
                        .setRepeatPenalty(REPEAT_PENALTY)
                        .setSeed(sampling.seed()))
                .iterator();
        int tokens = 0;
        boolean complete = false;
        while (pieces.hasNext()) {
            String text = pieces.next().toString();
            if (!pieces.hasNext()) {
                // The last output only says that it is over. The binding does not say why, but the one before it
                // tells: an end-of-turn token has no text.
                break;
            }
            tokens++;
            complete = text.isEmpty();
            if (!complete) {
                pass(text, pieces, listener);
            }
        }
        return new Answer(tokens, complete);
    }

    private static void pass(String text, LlamaIterator pieces, Listener listener) throws IOException {
        try {
            listener.onText(text);
        } catch (IOException | RuntimeException gone) {
            pieces.cancel();
            throw gone;
        }
    }
}
