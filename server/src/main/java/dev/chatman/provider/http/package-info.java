/** Streaming over HTTP/1.1: the transport port, its JDK adapter, and the server-sent-events decoder. */
@NullMarked
package dev.chatman.provider.http;

import org.jspecify.annotations.NullMarked;
