package dev.chatman.provider.embedded.host;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import dev.chatman.provider.embedded.host.Generator.Answer;
import dev.chatman.provider.embedded.host.Generator.Sampling;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Answers {@code POST /v1/chat/completions}. One generation at a time, first come, first served; a client that goes
 * away is noticed at the next write, which gives its generation up.
 */
final class Completions {
    private static final int MAX_BODY = 8 << 20;

    /** An answer that nobody limited; small models can ramble until the context is full. */
    private static final int DEFAULT_MAX_TOKENS = 1024;

    private final Generator generator;
    private final Clock clock;
    private final Semaphore turn = new Semaphore(1, true);
    private volatile boolean stopping;

    Completions(Generator generator, Clock clock) {
        this.generator = generator;
        this.clock = clock;
    }

    String modelName() {
        return generator.name();
    }

    /** Answers one request; throws when the client has gone. */
    void answer(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            Reply.error(exchange, 413, "invalid_request_error", "The request is too large");
            return;
        }
        CompletionRequest request;
        try {
            request = CompletionRequest.parse(new String(body, StandardCharsets.UTF_8));
        } catch (CompletionRequest.Malformed malformed) {
            Reply.error(exchange, 400, "invalid_request_error", String.valueOf(malformed.getMessage()));
            return;
        }
        String laidOut = generator.layOut(request.prompt());
        int promptTokens = generator.countTokens(laidOut);
        int room = generator.contextTokens() - promptTokens;
        if (room < 1) {
            refuseTooLong(exchange, promptTokens);
            return;
        }
        int maxTokens = Math.min(room, request.maxTokens().orElse(DEFAULT_MAX_TOKENS));
        Sampling sampling = new Sampling(maxTokens, request.temperature(), request.topP(), request.seed());
        CompletionReply reply = new CompletionReply(generator.name(), clock);
        if (request.stream()) {
            stream(EventStream.open(exchange), reply, request, laidOut, promptTokens, sampling);
        } else {
            StringBuilder text = new StringBuilder();
            Answer answer = inTurn(laidOut, sampling, new Collector(text));
            Reply.json(exchange, 200, reply.whole(text.toString(), answer, promptTokens));
        }
    }

    /** Gives up the running generation and lets no other begin; false if it would not end in time. */
    boolean stop(Duration limit) throws InterruptedException {
        stopping = true;
        return turn.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stream(
            EventStream events,
            CompletionReply reply,
            CompletionRequest request,
            String laidOut,
            int promptTokens,
            Sampling sampling)
            throws IOException {
        events.comment("waiting for a turn");
        Answer answer = inTurn(laidOut, sampling, new Streamer(events, reply, request.returnProgress()));
        events.data(reply.finish(answer));
        if (request.includeUsage()) {
            events.data(reply.usage(answer, promptTokens));
        }
        events.data("[DONE]");
    }

    private Answer inTurn(String laidOut, Sampling sampling, Generator.Listener listener) throws IOException {
        turn.acquireUninterruptibly();
        try {
            Generator.Listener stoppable = new Stoppable(listener);
            stoppable.onPromptRead(0, laidOut.length());
            return generator.generate(laidOut, sampling, stoppable);
        } finally {
            turn.release();
        }
    }

    private void refuseTooLong(HttpExchange exchange, int promptTokens) throws IOException {
        int context = generator.contextTokens();
        String message = "request (" + promptTokens + " tokens) exceeds the available context size (" + context
                + " tokens), try increasing it";
        JsonObject error = CompletionReply.error(400, "exceed_context_size_error", message);
        error.addProperty("n_prompt_tokens", promptTokens);
        error.addProperty("n_ctx", context);
        Reply.json(exchange, 400, CompletionReply.wrapped(error).toString());
    }

    private final class Stoppable implements Generator.Listener {
        private final Generator.Listener listener;

        Stoppable(Generator.Listener listener) {
            this.listener = listener;
        }

        @Override
        public void onPromptRead(int done, int total) throws IOException {
            checkRunning();
            listener.onPromptRead(done, total);
        }

        @Override
        public void onText(String text) throws IOException {
            checkRunning();
            listener.onText(text);
        }

        private void checkRunning() throws IOException {
            if (stopping) {
                throw new IOException("The engine is stopping");
            }
        }
    }

    private record Collector(StringBuilder text) implements Generator.Listener {
        @Override
        public void onPromptRead(int done, int total) {}

        @Override
        public void onText(String piece) {
            text.append(piece);
        }
    }

    private static final class Streamer implements Generator.Listener {
        private final EventStream events;
        private final CompletionReply reply;
        private final boolean returnProgress;
        private boolean opened;

        Streamer(EventStream events, CompletionReply reply, boolean returnProgress) {
            this.events = events;
            this.reply = reply;
            this.returnProgress = returnProgress;
        }

        @Override
        public void onPromptRead(int done, int total) throws IOException {
            events.comment("read " + done + " of " + total + " characters of the prompt");
            if (returnProgress && done > 0) {
                events.data(reply.progress(done, total));
            }
        }

        @Override
        public void onText(String text) throws IOException {
            if (!opened) {
                opened = true;
                events.data(reply.opening());
            }
            events.data(reply.text(text));
        }
    }
}
