/** What every adapter that talks HTTP is made of: one chat call, its key, its answer, and what its errors mean. */
@NullMarked
package dev.chatman.provider.adapter;

import org.jspecify.annotations.NullMarked;
