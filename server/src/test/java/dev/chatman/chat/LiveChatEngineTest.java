package dev.chatman.chat;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.FinishReason;
import dev.chatman.spi.Message;
import dev.chatman.spi.Notice;
import dev.chatman.spi.ProviderException;
import dev.chatman.spi.Usage;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LiveChatEngineTest {

    private final ScriptedProviders providers = new ScriptedProviders();
    private final AtomicLong now = new AtomicLong();
    private final LiveChatEngine engine = new LiveChatEngine(providers, new MemoryConversationStore(10), now::get);
    private final RecordingFollower follower = new RecordingFollower();

    @Test
    void streamsAnAnswerFromTheQuestionToTheResult() {
        Turn turn = ask("Why?");
        now.addAndGet(Duration.ofMillis(40).toNanos());
        providers.model().onDelta("Be");
        providers.model().onDelta("cause");
        providers.model().onUsage(new Usage(7, 2, null, null, false));
        now.addAndGet(Duration.ofMillis(60).toNanos());
        providers.model().onDone(FinishReason.COMPLETE);

        TurnResult result = follower.answer();
        assertEquals(List.of("Be", "cause"), follower.pieces);
        assertEquals("Because", result.text());
        assertEquals(Transcript.digestOf("Because"), result.digest());
        assertEquals(StopReason.COMPLETE, result.stopReason());
        assertEquals(new Usage(7, 2, null, null, false), result.usage());
        assertEquals(new TurnResult.Timings(Duration.ofMillis(40), Duration.ofMillis(100)), result.timings());
        assertEquals(1, result.attempts());
        assertEquals(turn.id(), result.turnId());
        assertEquals("model-1", result.model());
        assertEquals(1, follower.started);
    }

    @Test
    void cancelKeepsThePartialTextAndDropsWhatComesLate() {
        Turn turn = ask("Why?");
        providers.model().onDelta("Bec");
        turn.cancel();
        providers.model().onDelta("ause");
        providers.model().onError(ProviderException.of(ErrorCode.STREAM_INTERRUPTED, "closed"));
        turn.cancel();

        assertEquals(1, providers.cancels);
        assertEquals(StopReason.CANCELLED, follower.answer().stopReason());
        assertEquals("Bec", follower.answer().text());
    }

    @Test
    void cancelWhileTheProviderIsStillBeingChosenNeverAsksTheModel() {
        CompletableFuture<Providers.Choice> choosing = new CompletableFuture<>();
        providers.pendingChoice = choosing;
        Turn turn = ask("Why?");
        turn.cancel();
        choosing.complete(providers.choice());

        assertEquals(StopReason.CANCELLED, follower.answer().stopReason());
        assertTrue(providers.requests.isEmpty());
    }

    @Test
    void aFailureBeforeAnyTextFailsTheTurn() {
        ask("Why?");
        providers
                .model()
                .onError(ProviderException.of(ErrorCode.RATE_LIMITED, "Too many.")
                        .withHint("Wait."));

        ChatException failure = follower.failed();
        assertEquals(ErrorCode.RATE_LIMITED, failure.code());
        assertEquals(new ChatException.Origin("fake", "model-1", 1, false), failure.origin());
        assertEquals("Wait.", failure.hint());
        assertTrue(failure.retryable());
    }

    @Test
    void aFailureAfterTextInterruptsTheAnswerAndKeepsIt() {
        ask("Why?");
        providers.model().onDelta("Bec");
        providers.model().onError(ProviderException.of(ErrorCode.STREAM_INTERRUPTED, "Connection lost."));

        TurnResult result = follower.answer();
        assertEquals(StopReason.INTERRUPTED, result.stopReason());
        assertEquals("Bec", result.text());
        ChatException error = result.error();
        assertFalse(error == null || error.retryable(), "the text would come twice");
    }

    @Test
    void aBugInAProviderFailsTheTurnInsteadOfLeavingItSilent() {
        Providers.Choice sound = providers.choice();
        providers.pendingChoice = CompletableFuture.completedFuture(
                new Providers.Choice("fake", "m", true, "", null, sound.options(), (request, sink) -> {
                    throw new IllegalStateException("secret detail");
                }));
        ask("Why?");
        assertEquals(ErrorCode.INTERNAL, follower.failed().code());
        assertFalse(follower.failed().message().contains("secret detail"));
    }

    @Test
    void whoFollowsLaterGetsTheWholeAnswerFromAnyOffset() {
        Turn turn = ask("Why?");
        providers.model().onDelta("Hello ");
        RecordingFollower fromTheMiddle = new RecordingFollower(3);
        turn.follow(3, fromTheMiddle);
        providers.model().onDelta("world");
        providers.model().onDone(FinishReason.COMPLETE);
        assertEquals("lo world", fromTheMiddle.text.toString());

        for (int offset = 0; offset <= "Hello world".length(); offset++) {
            RecordingFollower late = new RecordingFollower(offset);
            engine.turn(turn.id()).orElseThrow().follow(offset, late);
            assertEquals("Hello world".substring(offset), late.text.toString());
            assertEquals(follower.answer(), late.answer());
        }
        ChatException beyond = assertThrows(ChatException.class, () -> turn.follow(12, new RecordingFollower(12)));
        assertEquals(ErrorCode.INVALID_REQUEST, beyond.code());
    }

    @Test
    void aSlowFollowerHoldsUpTheModelAndGetsTheRestInOnePiece() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        RecordingFollower slow = new RecordingFollower() {
            @Override
            public void onText(int offset, String piece) {
                reading.countDown();
                await(goOn);
                super.onText(offset, piece);
            }
        };
        engine.ask(question("Why?", null)).follow(0, slow);
        Thread modelThread = new Thread(() -> providers.model().onDelta("a"));
        modelThread.start();
        await(reading);
        for (int i = 0; i < 1000; i++) {
            providers.model().onDelta("b");
        }
        providers.model().onDone(FinishReason.COMPLETE);
        assertTrue(modelThread.isAlive(), "the thread that brought the text waits for its reader");
        goOn.countDown();
        modelThread.join(TimeUnit.SECONDS.toMillis(10));

        assertEquals(List.of("a", "b".repeat(1000)), slow.pieces);
        assertEquals(StopReason.COMPLETE, slow.answer().stopReason());
    }

    @Test
    void aFollowerThatBreaksDoesNotHarmTheOthers() {
        Turn turn = engine.ask(question("Why?", null));
        turn.follow(0, new RecordingFollower() {
            @Override
            public void onText(int offset, String piece) {
                throw new IllegalStateException("The reader is gone");
            }
        });
        turn.follow(0, follower);
        providers.model().onDelta("x");
        providers.model().onDelta("y");
        providers.model().onDone(FinishReason.COMPLETE);
        assertEquals("xy", follower.answer().text());
    }

    @Test
    void theFirstFollowerGetsTheNoticesThatCameBeforeIt() {
        Turn turn = engine.ask(question("Why?", null));
        providers.model().onNotice(Notice.of(Notice.Type.LOADING, "Loading."));
        turn.follow(0, follower);
        RecordingFollower second = new RecordingFollower();
        turn.follow(0, second);
        assertEquals(1, follower.started);
        assertEquals(1, follower.notices.size());
        assertEquals(1, second.started);
        assertTrue(second.notices.isEmpty());
    }

    @Test
    void saysOnceThatTheModelThinks() {
        ask("Why?");
        providers.model().onThinking("hm");
        providers.model().onThinking("hm");
        assertEquals(
                List.of(Notice.Type.THINKING),
                follower.notices.stream().map(Notice::type).toList());
    }

    @Test
    void theNextQuestionOfAConversationCarriesWhatWasSaid() {
        Turn first = ask("One?");
        providers.model().onDelta("1");
        providers.model().onDone(FinishReason.COMPLETE);
        engine.ask(question("Two?", first.conversationId()));

        assertEquals(
                List.of("One?", "1", "Two?"),
                providers.requests.get(1).messages().stream()
                        .filter(message -> message.role() != Message.Role.SYSTEM)
                        .map(Message::text)
                        .toList());
    }

    @Test
    void aTurnWithoutAnAnswerIsNotTold() {
        Turn first = ask("One?");
        providers.model().onError(ProviderException.of(ErrorCode.SERVER_ERROR, "500"));
        engine.ask(question("Two?", first.conversationId()));
        assertEquals(2, providers.requests.get(1).messages().size());
    }

    @Test
    void refusesAnEmptyQuestionAndAnUnknownConversation() {
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                assertThrows(ChatException.class, () -> engine.ask(question(" ", null)))
                        .code());
        assertEquals(
                ErrorCode.INVALID_REQUEST,
                assertThrows(ChatException.class, () -> engine.ask(question("Why?", "c-gone")))
                        .code());
    }

    @Test
    void refusesAnActionWithNothingToWorkOnUnlessTheConversationHasIt() {
        ChatException refused = assertThrows(ChatException.class, () -> engine.ask(review(null)));
        assertEquals(ErrorCode.INVALID_REQUEST, refused.code());
        assertTrue(refused.message().contains("review"));

        engine.ask(review(ask("Here is some code: x").conversationId()));
        assertEquals(2, providers.requests.size());
    }

    private static Question review(@Nullable String conversationId) {
        return new Question(conversationId, "", ChatAction.REVIEW, List.of(), null, null);
    }

    @Test
    void previewIsWhatWouldBeSentAndSendsNothing() {
        Preview preview =
                engine.preview(question("Why?", null)).toCompletableFuture().join();
        assertTrue(providers.requests.isEmpty());
        engine.ask(question("Why?", null));
        assertEquals(providers.requests.get(0), preview.request());
    }

    @Test
    void estimatesUsageWhenTheEndpointDoesNotSay() {
        ask("Why?");
        providers.model().onDelta("123456");
        providers.model().onDone(FinishReason.COMPLETE);
        Usage usage = follower.answer().usage();
        assertTrue(usage != null && usage.estimated() && usage.outputTokens() == 2);
        assertNull(usage.cachedTokens());
    }

    private Turn ask(String text) {
        Turn turn = engine.ask(question(text, null));
        turn.follow(0, follower);
        return turn;
    }

    private static Question question(String text, @Nullable String conversationId) {
        return new Question(conversationId, text, null, List.of(), null, null);
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
