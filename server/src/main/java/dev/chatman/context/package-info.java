/** What the editor holds and shows: open documents, files of the workspace, and how a request's items become text. */
@NullMarked
package dev.chatman.context;

import org.jspecify.annotations.NullMarked;
