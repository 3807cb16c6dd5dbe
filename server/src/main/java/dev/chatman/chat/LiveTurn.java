package dev.chatman.chat;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.StreamHandle;
import dev.chatman.spi.Usage;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A turn from the question to its end, and the sink of its answer.
 *
 * <p>The first of done, error and cancel ends it; whatever comes later is dropped. The lock guards the fields and is
 * never held while a follower, the provider or the store is called.
 */
final class LiveTurn implements Turn, Answerer.AnswerSink {

    private static final System.Logger LOG = System.getLogger(LiveTurn.class.getName());

    private final String id;
    private final String conversationId;
    private final ConversationStore store;
    private final LongSupplier nanoTime;
    private final long askedAt;
    private final List<Feed> feeds = new CopyOnWriteArrayList<>();

    private final Object lock = new Object();
    private final Transcript transcript = new Transcript();
    private Providers.@Nullable Choice choice;
    private Sent sent = new Sent(0, List.of(), List.of());
    private @Nullable StreamHandle handle;
    private @Nullable Usage usage;
    private @Nullable Duration firstDelta;
    private @Nullable TurnEnd end;
    /** Notices that came before anyone followed; the first follower gets them. */
    private final List<Consumer<TurnFollower>> early = new ArrayList<>();

    private boolean followed;
    private int attempts;
    private boolean thinking;

    LiveTurn(String id, String conversationId, ConversationStore store, LongSupplier nanoTime) {
        this.id = id;
        this.conversationId = conversationId;
        this.store = store;
        this.nanoTime = nanoTime;
        this.askedAt = nanoTime.getAsLong();
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String conversationId() {
        return conversationId;
    }

    @Override
    public Runnable follow(int offset, TurnFollower follower) {
        Feed feed = new Feed(this, follower, offset);
        synchronized (lock) {
            if (offset < 0 || offset > transcript.length()) {
                throw ChatException.invalid(
                        "The answer has " + transcript.length() + " units so far, so it has no offset " + offset + ".",
                        "Resume from the number of UTF-16 units already received.");
            }
            Providers.Choice chosen = choice;
            if (chosen != null) {
                Sent whatIsSent = sent;
                feed.signal(to -> to.onStarted(chosen, whatIsSent));
            }
            early.forEach(feed::signal);
            early.clear();
            followed = true;
            feeds.add(feed);
        }
        feed.pump();
        return () -> feeds.remove(feed);
    }

    @Override
    public void cancel() {
        StreamHandle running;
        synchronized (lock) {
            if (end != null) {
                return;
            }
            end = answered(StopReason.CANCELLED, null);
            running = handle;
        }
        if (running != null) {
            running.cancel();
        }
        announceEnd();
    }

    /** Provider and prompt are known, the request goes out. False when the turn has been cancelled meanwhile. */
    boolean start(Providers.Choice chosen, Sent whatIsSent) {
        synchronized (lock) {
            if (end != null) {
                return false;
            }
            choice = chosen;
            sent = whatIsSent;
            feeds.forEach(feed -> feed.signal(to -> to.onStarted(chosen, whatIsSent)));
        }
        feeds.forEach(Feed::pump);
        return true;
    }

    /** The stream to give up when the turn is cancelled. */
    void running(StreamHandle stream) {
        boolean late;
        synchronized (lock) {
            handle = stream;
            late = end != null;
        }
        if (late) {
            stream.cancel();
        }
    }

    /** The turn fails before anyone was asked. */
    void fail(ChatException failure) {
        endWith(() -> new TurnEnd.Failed(failure));
    }

    @Override
    public void onAttempt(int number) {
        synchronized (lock) {
            attempts = number;
        }
    }

    @Override
    public void onDelta(String text) {
        synchronized (lock) {
            if (end != null) {
                return;
            }
            if (firstDelta == null) {
                firstDelta = sinceAsked();
            }
            thinking = false;
            transcript.append(text);
        }
        feeds.forEach(Feed::pump);
    }

    @Override
    public void onThinking(String text) {
        synchronized (lock) {
            if (thinking) {
                return;
            }
            thinking = true;
        }
        // Reasoning is shown as a state, not as text: it is no part of the answer.
        onNotice(Notice.of(Notice.Type.THINKING, "The model is thinking."));
    }

    @Override
    public void onUsage(Usage counts) {
        synchronized (lock) {
            usage = counts;
        }
    }

    @Override
    public void onNotice(Notice notice) {
        Consumer<TurnFollower> call = follower -> follower.onNotice(notice);
        synchronized (lock) {
            if (!followed && end == null) {
                early.add(call);
            }
            feeds.forEach(feed -> feed.signal(call));
        }
        feeds.forEach(Feed::pump);
    }

    @Override
    public void onActivity() {
        // A sign of life matters to the clocks around the provider; there is nothing to show.
    }

    @Override
    public void onDone(FinishReason reason) {
        endWith(() -> answered(
                switch (reason) {
                    case COMPLETE -> StopReason.COMPLETE;
                    case LENGTH -> StopReason.LENGTH;
                    case REFUSED -> StopReason.REFUSED;
                },
                null));
    }

    @Override
    public void onError(ProviderException failure) {
        endWith(() -> {
            if (failure.code() == ErrorCode.CANCELLED) {
                return answered(StopReason.CANCELLED, null);
            }
            boolean partial = transcript.length() > 0;
            ChatException placed = ChatException.from(
                    failure,
                    new ChatException.Origin(
                            choice == null ? null : choice.provider(),
                            choice == null ? null : choice.model(),
                            attempts,
                            partial));
            return partial ? answered(StopReason.INTERRUPTED, placed) : new TurnEnd.Failed(placed);
        });
    }

    @Nullable TurnEnd end() {
        synchronized (lock) {
            return end;
        }
    }

    String textFrom(int offset, int limit) {
        synchronized (lock) {
            return transcript.from(offset, limit);
        }
    }

    void unfollow(Feed feed, @Nullable RuntimeException why) {
        feeds.remove(feed);
        if (why != null) {
            LOG.log(Level.WARNING, "A follower of turn " + id + " failed and is dropped.", why);
        }
    }

    /** Decides the end under the lock, so that of two that come at once only one is built and kept. */
    private void endWith(Supplier<TurnEnd> ending) {
        synchronized (lock) {
            if (end != null) {
                return;
            }
            end = ending.get();
        }
        announceEnd();
    }

    private void announceEnd() {
        String answer;
        synchronized (lock) {
            answer = transcript.toString();
        }
        try {
            store.answered(conversationId, id, answer);
        } finally {
            // Whoever waits for the end gets it, even if the answer could not be kept.
            feeds.forEach(Feed::pump);
        }
    }

    private TurnEnd answered(StopReason reason, @Nullable ChatException error) {
        transcript.close();
        String text = transcript.toString();
        return new TurnEnd.Answered(new TurnResult(
                conversationId,
                id,
                reason,
                text,
                Transcript.digestOf(text),
                usage != null || attempts == 0 ? usage : estimated(text),
                new TurnResult.Timings(firstDelta, sinceAsked()),
                attempts,
                choice == null ? "" : choice.provider(),
                choice == null ? "" : choice.model(),
                sent,
                error));
    }

    private Usage estimated(String text) {
        return new Usage(sent.tokens(), TokenEstimate.of(text), null, null, true);
    }

    private Duration sinceAsked() {
        return Duration.ofNanos(nanoTime.getAsLong() - askedAt);
    }
}
