package dev.chatman.chat;

import dev.chatman.spi.ChatRequest;

/** Exactly what a question would send, and to whom. */
public record Preview(Providers.Choice choice, ChatRequest request, Sent sent) {}
