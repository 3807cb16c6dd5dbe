/** What a model provider implements and sees. JDK types only; additions are compatible, nothing is removed. */
@NullMarked
package dev.chatman.spi;

import org.jspecify.annotations.NullMarked;
