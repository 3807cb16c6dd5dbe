package dev.chatman.provider.http;

/**
 * A reply read to its end. Its text form does not show the body, which may echo the prompt.
 *
 * @param body as UTF-8
 */
public record HttpReply(ReplyHead head, String body) {

    @Override
    public String toString() {
        return "HttpReply[" + head.status() + ", " + body.length() + " characters]";
    }
}
