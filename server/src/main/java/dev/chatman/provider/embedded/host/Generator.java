package dev.chatman.provider.embedded.host;

import java.io.IOException;

/** Port between the HTTP face of the child and the model: everything the face asks of it. */
interface Generator {

    /** What the model is called. */
    String name();

    /** How many tokens prompt and answer may have together. */
    int contextTokens();

    /** Lays the messages out as the model was trained to read them. Safe beside a running generation. */
    String layOut(Prompt prompt);

    /** How many tokens a laid-out prompt has. Safe beside a running generation. */
    int countTokens(String laidOut);

    /**
     * Generates one answer. Never two at a time: the caller holds the turn.
     *
     * @throws IOException what the listener threw; the generation has then been given up and the model is free again
     */
    Answer generate(String laidOut, Sampling sampling, Listener listener) throws IOException;

    /** Hears how a generation goes; an {@link IOException} from any method gives it up. */
    interface Listener {
        /** A part of the prompt has been read. */
        void onPromptRead(int done, int total) throws IOException;

        /** A piece of the answer, never empty. */
        void onText(String text) throws IOException;
    }

    /**
     * How tokens are chosen.
     *
     * @param maxTokens the longest answer, at least 1
     * @param seed makes the answer repeatable; negative for a random one
     */
    record Sampling(int maxTokens, float temperature, float topP, int seed) {}

    /**
     * How a generation ended.
     *
     * @param tokens how many were generated
     * @param complete whether the model was done, rather than out of tokens
     */
    record Answer(int tokens, boolean complete) {}
}
