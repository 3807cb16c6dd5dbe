/** The LSP face: lifecycle, documents, chat methods and error mapping. */
@NullMarked
package dev.chatman.lsp;

import org.jspecify.annotations.NullMarked;
