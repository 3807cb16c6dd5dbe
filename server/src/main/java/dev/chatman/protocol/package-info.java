/** The wire records of the {@code chatman/*} methods. Records never throw; endpoints check. */
@NullMarked
package dev.chatman.protocol;

import org.jspecify.annotations.NullMarked;
