package dev.chatman.protocol;

/**
 * A {@code $/progress} value that carries more of the answer. Never a member named {@code kind}: clients take such a
 * value for work done progress.
 *
 * @param seq counts the values on this token from 0, notices included, without holes
 * @param offset where {@code text} begins, in UTF-16 units from the start of the answer; there are no gaps
 * @param text the piece; never begins or ends inside a surrogate pair, except that a {@code chatman/resume} from an offset
 *     inside one begins there
 */
public record TextProgress(String turnId, int seq, int offset, String text) {}
