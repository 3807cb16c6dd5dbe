package dev.chatman.protocol;

import org.jspecify.annotations.Nullable;

/**
 * A {@code $/progress} value that says what is going on; never part of the answer.
 *
 * @param seq as in {@link TextProgress}
 * @param offset how long the answer is so far, in UTF-16 units
 */
public record NoticeProgress(String turnId, int seq, int offset, Notice notice) {

    /**
     * What is going on. The first value on a token is always a notice of type {@code started}. When provider and model
     * are not chosen yet at that point, a second {@code started} brings them.
     *
     * @param type {@code started}, {@code waiting}, {@code loading}, {@code downloading}, {@code reading},
     *     {@code thinking}, {@code retrying}, {@code trimmed} or {@code warning}; clients must accept others
     * @param message one sentence for people
     * @param conversationId with {@code started}
     * @param provider with {@code started}, where it is known
     * @param model with {@code started}, where it is known
     * @param fraction how much is done, 0 to 1, where known
     * @param retryAfterMs with {@code retrying}: how long the wait that begins now will last
     * @param attempt with {@code retrying}: which retry this is, from 1
     * @param maxAttempts with {@code retrying}: how many there can be
     */
    public record Notice(
            String type,
            String message,
            @Nullable String conversationId,
            @Nullable String provider,
            @Nullable String model,
            @Nullable Double fraction,
            @Nullable Long retryAfterMs,
            @Nullable Integer attempt,
            @Nullable Integer maxAttempts) {}
}
