package dev.chatman.cli;

/** What the program ends with. */
final class ExitCode {
    static final int OK = 0;
    /** It failed, or the answer is not whole. */
    static final int FAILED = 1;
    /** The command line is wrong. */
    static final int USAGE = 2;
    /** Ctrl-C. */
    static final int INTERRUPTED = 130;
    /** Nobody reads standard output any more; what a program gets that is ended by SIGPIPE. */
    static final int BROKEN_PIPE = 141;

    private ExitCode() {}
}
