package dev.chatman;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.chatman.chat.ChatAction;
import dev.chatman.chat.StopReason;
import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.Notice;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Keeps PROTOCOL.md and the code together: who changes the one is sent to the other. */
class ProtocolDocumentTest {

    private static final Path RECORDS = Path.of("src/main/java/dev/chatman/protocol");

    private final String document;

    ProtocolDocumentTest() throws IOException {
        document = Files.readString(Path.of("PROTOCOL.md"));
    }

    @Test
    void carriesTheHashOfTheRecords() throws IOException {
        String hash = hashOfRecords();
        assertTrue(
                document.contains("protocol-hash: " + hash),
                "The records changed: bring PROTOCOL.md up to date, then set protocol-hash to " + hash);
    }

    @Test
    void listsEveryErrorCodeAndWhetherItIsRetryable() {
        for (ErrorCode code : ErrorCode.values()) {
            List<String> rows = document.lines()
                    .filter(line -> line.startsWith("| `" + code + "` |"))
                    .toList();
            assertEquals(1, rows.size(), code.name());
            assertTrue(rows.get(0).endsWith(code.retryable() ? "| yes |" : "| no |"), code.name());
        }
    }

    @Test
    void namesEveryStopReasonNoticeAndAction() {
        Stream<String> names = Stream.of(
                        Arrays.stream(StopReason.values()).map(StopReason::wireName),
                        Arrays.stream(Notice.Type.values())
                                .map(type -> type.name().toLowerCase(Locale.ROOT)))
                .flatMap(each -> each);
        names.forEach(name -> assertTrue(document.contains("| `" + name + "` |"), name));
        for (ChatAction action : ChatAction.values()) {
            assertTrue(document.contains(action.wireName()), action.wireName());
        }
    }

    private static String hashOfRecords() throws IOException {
        try (Stream<Path> files = Files.list(RECORDS)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Path file : files.sorted().toList()) {
                String source = Files.readString(file).replace("\r\n", "\n");
                digest.update(source.getBytes(StandardCharsets.UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
