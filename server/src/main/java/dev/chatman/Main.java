package dev.chatman;

/** Starts ChatMan. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {}
}
