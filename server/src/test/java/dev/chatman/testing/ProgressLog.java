package dev.chatman.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What arrived on one progress token, checked on the way as a careful client would. */
public final class ProgressLog {

    private final List<JsonObject> values = new ArrayList<>();

    synchronized void add(JsonObject value) {
        values.add(value);
        notifyAll();
    }

    /** Everything so far, in order. */
    public synchronized List<JsonObject> values() {
        return List.copyOf(values);
    }

    /** Waits until a value is there. */
    public synchronized JsonObject await(Predicate<JsonObject> wanted) {
        long deadline = System.nanoTime() + LspClient.LIMIT.toNanos();
        while (values.stream().noneMatch(wanted)) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            assertTrue(left > 0, () -> "not among " + values);
            try {
                wait(left);
            } catch (InterruptedException interrupted) {
                throw new AssertionError(interrupted);
            }
        }
        return values.stream().filter(wanted).findFirst().orElseThrow();
    }

    public JsonObject awaitText() {
        return await(value -> value.has("text"));
    }

    public JsonObject awaitNotice(String type) {
        return await(value -> value.has("notice")
                && value.getAsJsonObject("notice").get("type").getAsString().equals(type));
    }

    /** The turn's id, as a client learns it: from the first value. */
    public String turnId() {
        return awaitNotice("started").get("turnId").getAsString();
    }

    /** The text from {@code offset} on; fails when a value is missing, out of place, or looks like work done progress. */
    public String text(int offset) {
        StringBuilder text = new StringBuilder();
        List<JsonObject> all = values();
        assertFalse(all.isEmpty(), "no progress");
        assertEquals(
                "started",
                all.get(0).getAsJsonObject("notice").get("type").getAsString(),
                "the first value is a started notice");
        for (int i = 0; i < all.size(); i++) {
            JsonObject value = all.get(i);
            assertFalse(value.has("kind"), "taken for work done progress by clients");
            assertEquals(i, value.get("seq").getAsInt(), "seq has no holes");
            assertEquals(offset + text.length(), value.get("offset").getAsInt(), "offset has no holes");
            if (value.has("text")) {
                text.append(value.get("text").getAsString());
            }
        }
        return text.toString();
    }

    /** The whole text, checked against a result's {@code length} and {@code digest}. */
    public String text(JsonObject result) {
        String text = text(0);
        assertEquals(result.get("length").getAsInt(), text.length(), "length");
        assertEquals(result.get("digest").getAsString(), sha256(text), "digest");
        return text;
    }

    /** As in {@code digest} of a result. */
    public static String sha256(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new AssertionError(everyJdkHasIt);
        }
    }
}
