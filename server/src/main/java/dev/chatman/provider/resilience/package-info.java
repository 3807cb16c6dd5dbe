/** Retry, clocks and the commit point around any provider. */
@NullMarked
package dev.chatman.provider.resilience;

import org.jspecify.annotations.NullMarked;
