package dev.chatman.provider.http;

import dev.chatman.spi.ErrorCode;
import dev.chatman.spi.ProviderException;
import java.net.URI;

/** What no endpoint may answer to a request of ours. */
final class ReplyRules {

    private ReplyRules() {}

    /** @throws ProviderException with PROTOCOL_ERROR for a redirect or an encoded body */
    static void check(ReplyHead head, URI requested) throws ProviderException {
        if (head.status() >= 300 && head.status() < 400) {
            throw redirected(head, requested);
        }
        String encoding = head.header("content-encoding").orElse("identity").strip();
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw unexpected(head, requested, "an encoded body, which ChatMan did not ask for")
                    .withHint("Switch compression of event streams off in the proxy before the endpoint.");
        }
    }

    /** A web page instead of an answer: a portal's log-in page, or the wrong URL. */
    static ProviderException webPage(ReplyHead head, URI requested) {
        return unexpected(head, requested, "a web page")
                .withHint("Check the base URL, and whether the network wants you to log in.");
    }

    private static ProviderException redirected(ReplyHead head, URI requested) {
        return unexpected(head, requested, "a redirect to " + target(head, requested))
                .withHint("ChatMan does not take code and keys to another address; set the base URL to the right one.");
    }

    private static String target(ReplyHead head, URI requested) {
        try {
            return head.header("location")
                    .map(location -> Hosts.display(requested.resolve(location)))
                    .orElse("nowhere");
        } catch (IllegalArgumentException malformed) {
            return "a malformed address";
        }
    }

    private static ProviderException unexpected(ReplyHead head, URI requested, String what) {
        return ProviderException.of(ErrorCode.PROTOCOL_ERROR, Hosts.display(requested) + " answered with " + what + ".")
                .withDetails(new ProviderException.Details(null, null, head.status(), null, null, null, null));
    }
}
