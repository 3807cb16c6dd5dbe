package dev.chatman.provider.embedded;

import java.util.Set;

/** What a child's exit status means. */
final class ExitStatus {
    /** Ended as asked; said why it could not start (1, 2); ended by the user with SIGINT or SIGTERM. */
    private static final Set<Integer> ORDERLY = Set.of(0, 1, 2, 130, 143);

    private ExitStatus() {}

    static boolean crash(int status) {
        return !ORDERLY.contains(status);
    }
}
