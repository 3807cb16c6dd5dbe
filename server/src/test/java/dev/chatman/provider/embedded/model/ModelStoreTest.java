package dev.chatman.provider.embedded.model;

import static dev.chatman.provider.embedded.model.StoreUnderTest.ID;
import static dev.chatman.provider.embedded.model.StoreUnderTest.await;
import static dev.chatman.provider.embedded.model.StoreUnderTest.failure;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatException;
import dev.chatman.chat.LocalModels.LocalModel;
import dev.chatman.spi.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ModelStoreTest {
    @TempDir
    Path directory;

    private StoreUnderTest under;

    @BeforeEach
    void open() throws IOException {
        under = new StoreUnderTest(directory);
    }

    @AfterEach
    void close() {
        under.close();
    }

    @Test
    void fetchesAModelOnceAndFindsItAfterwards() throws IOException, InterruptedException {
        AtomicLong arrived = new AtomicLong();

        Path file = await(under.store().pull(ID, (source, done, total) -> arrived.set(done)));

        assertEquals(under.file(), file);
        assertArrayEquals(under.content, Files.readAllBytes(file));
        assertEquals(under.content.length, arrived.get());
        assertFalse(Files.exists(under.part()));
        assertEquals(file, await(under.store().pull(ID, (source, done, total) -> {})));
        assertEquals(1, under.hub.ranges().size());
    }

    @Test
    void aConnectionThatBreaksGoesOnWhereItBroke() throws IOException, InterruptedException {
        under.hub.next(FakeHub.cutAfter(20_000));

        await(under.store().pull(ID, (source, done, total) -> {}));

        assertArrayEquals(under.content, Files.readAllBytes(under.file()));
        assertEquals(2, under.hub.ranges().size());
        assertTrue(
                under.hub.ranges().get(1).matches("bytes=[1-9]\\d*-"),
                under.hub.ranges().toString());
    }

    @Test
    void aDownloadOfAnEarlierRunIsResumed() throws IOException, InterruptedException {
        Files.createDirectories(under.directory);
        Files.write(under.part(), Arrays.copyOf(under.content, 1000));

        await(under.store().pull(ID, (source, done, total) -> {}));

        assertArrayEquals(under.content, Files.readAllBytes(under.file()));
        assertEquals(List.of("bytes=1000-"), under.hub.ranges());
    }

    @Test
    void aServerThatIgnoresTheRangeSendsTheWholeFileAnew() throws IOException, InterruptedException {
        Files.createDirectories(under.directory);
        Files.write(under.part(), new byte[1000]);
        under.hub.next(FakeHub.ignoringTheRange());

        await(under.store().pull(ID, (source, done, total) -> {}));

        assertArrayEquals(under.content, Files.readAllBytes(under.file()));
    }

    @Test
    void aFileWithAnotherChecksumIsRefusedAndNothingIsLeft() throws IOException, InterruptedException {
        Files.createDirectories(under.directory);
        Files.write(under.part(), new byte[1000]);

        ChatException failure = failure(under.store().pull(ID, (source, done, total) -> {}));

        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
        assertTrue(failure.message().contains("checksum differs"), failure.message());
        assertFalse(Files.exists(under.part()));
        assertFalse(Files.exists(under.file()));
    }

    @Test
    void whereOnlyTheHubKnowsTheChecksumItsWordCounts() throws InterruptedException {
        under.withoutKnownChecksum();
        under.hub.next(FakeHub.redirect(StoreUnderTest.sha256(under.content)));
        await(under.store().pull(ID, (source, done, total) -> {}));
        under.store().remove(ID);

        under.hub.next(FakeHub.redirect("0".repeat(64)));
        ChatException other = failure(under.store().pull(ID, (source, done, total) -> {}));
        assertTrue(other.message().contains("checksum differs"), other.message());

        ChatException none = failure(under.store().pull(ID, (source, done, total) -> {}));
        assertTrue(none.message().contains("no checksum"), none.message());
    }

    @Test
    void whenNothingWorksItSaysWhatWasTriedAndNamesThreeWays() throws InterruptedException {
        under.hub.next(FakeHub.status(404));

        ChatException failure = failure(under.store().pull(ID, (source, done, total) -> {}));

        assertEquals(ErrorCode.ENGINE_UNAVAILABLE, failure.code());
        assertTrue(failure.message().contains("status 404"), failure.message());
        assertTrue(failure.message().contains("there is no Python here"), failure.message());
        for (String way : List.of("(1)", "chatman models pull " + ID + ";", "(2)", "(3)")) {
            assertTrue(String.valueOf(failure.hint()).contains(way), way);
        }
    }

    @Test
    void anUnreachableHubFallsThroughAtOnce() throws InterruptedException {
        ChatException failure = failure(under.store("http://127.0.0.1:1").pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("127.0.0.1:1: the connection was refused"), failure.message());
    }

    @Test
    void aPasswordInTheHubsAddressIsNotTold() throws InterruptedException {
        ChatException failure =
                failure(under.store("http://user:p4ss@127.0.0.1:1").pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("127.0.0.1:1: "), failure.message());
        assertFalse(failure.message().contains("p4ss"), failure.message());
    }

    @Test
    void aHubAddressThatIsNoneIsNamed() throws InterruptedException {
        ChatException failure = failure(under.store("not an address").pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("not the address of a model hub"), failure.message());
    }

    @Test
    void aHubThatGoesSilentIsGivenUp() throws InterruptedException {
        under.hub.next(under.hub.stallAfter(0));

        ChatException failure = failure(under.store().pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("it sent nothing for"), failure.message());
    }

    @Test
    void cancellingKeepsWhatCanBeResumed() throws IOException, InterruptedException {
        under.hub.next(under.hub.stallAfter(20_000));
        CountDownLatch arrived = new CountDownLatch(1);
        CompletableFuture<Path> pull = under.store().pull(ID, (source, done, total) -> {
            if (done >= 20_000) {
                arrived.countDown();
            }
        });
        assertTrue(arrived.await(20, TimeUnit.SECONDS));

        assertTrue(pull.cancel(true));

        await(under.store().pull(ID, (source, done, total) -> {}));
        assertArrayEquals(under.content, Files.readAllBytes(under.file()));
        assertEquals("bytes=20000-", under.hub.ranges().get(1));
    }

    @Test
    void twoThatWantTheSameModelFetchItOnce() throws InterruptedException {
        CompletableFuture<Path> one = under.store().pull(ID, (source, done, total) -> {});
        CompletableFuture<Path> two = under.store().pull(ID, (source, done, total) -> {});

        assertEquals(await(one), await(two));
        assertEquals(1, under.hub.ranges().size());
    }

    @Test
    void aFullDiskIsToldBeforeAnythingIsWritten() throws InterruptedException {
        under.withSpace(anywhere -> 10_000);

        ChatException failure = failure(under.store().pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("The disk is too full"), failure.message());
        assertFalse(Files.exists(under.part()));
    }

    /** Every write to {@code /dev/full} fails as one to a full disk does. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void aDiskThatFillsUpMeanwhileIsGivenBackItsSpace() throws IOException, InterruptedException {
        Files.createDirectories(under.directory);
        Files.createSymbolicLink(under.part(), Path.of("/dev/full"));

        ChatException failure = failure(under.store().pull(ID, (source, done, total) -> {}));

        assertTrue(failure.message().contains("The disk is too full"), failure.message());
        assertFalse(Files.exists(under.part()));
        assertFalse(Files.exists(under.file()));
    }

    @Test
    void listsTheCatalogueAndTheUsersOwnFiles() throws IOException, InterruptedException {
        await(under.store().pull(ID, (source, done, total) -> {}));
        Path own = Files.write(under.directory.resolve("own 🦊.gguf"), new byte[7]);

        List<LocalModel> models = under.store().list();

        assertEquals(
                List.of(
                        new LocalModel(ID, under.content.length, under.file(), true, "Babbles."),
                        new LocalModel("own 🦊.gguf", 7, own, false, "A file in the model directory.")),
                models);
        assertEquals(own, await(under.store().pull("own 🦊.gguf", (source, done, total) -> {})));
        assertEquals(own, await(under.store().pull(own.toString(), (source, done, total) -> {})));
    }

    @Test
    void whatIsUnknownIsNeitherFetchedNorRemoved() throws InterruptedException {
        ChatException failure = failure(under.store().pull("gpt-9", (source, done, total) -> {}));

        assertEquals(ErrorCode.MODEL_NOT_FOUND, failure.code());
        assertTrue(String.valueOf(failure.hint()).contains(ID));
        assertThrows(ChatException.class, () -> under.store().remove("gpt-9"));
        ChatException absent =
                assertThrows(ChatException.class, () -> under.store().remove(ID));
        assertTrue(absent.message().contains("is not on this machine"), absent.message());
        assertThrows(ChatException.class, () -> under.store().remove("../source.gguf"));
        assertTrue(Files.exists(directory.resolve("source.gguf")));
    }
}
