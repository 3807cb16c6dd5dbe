package dev.chatman.protocol;

import java.util.List;

/**
 * What the server says in {@code capabilities.experimental.chatman}.
 *
 * @param protocolVersion 1; grows only when a client of the former version would break
 * @param methods the {@code chatman/*} methods this server has
 */
public record ServerAnnouncement(int protocolVersion, List<String> methods) {}
