/** Streaming over HTTP/1.1: the transport port, its JDK adapter, and the decoders of server-sent events and of JSON lines. */
@NullMarked
package dev.chatman.provider.http;

import org.jspecify.annotations.NullMarked;
