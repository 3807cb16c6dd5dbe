/** What stands behind the chat core's provider ports: the registry of endpoints, and which of them answers. */
@NullMarked
package dev.chatman.provider;

import org.jspecify.annotations.NullMarked;
