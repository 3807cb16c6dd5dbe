package dev.chatman.context;

/**
 * A document as the editor shows it, at one moment.
 *
 * @param uri as the editor wrote it
 * @param languageId the editor's language id
 * @param version the editor's version of this text
 */
public record OpenDocument(String uri, String languageId, int version, DocumentText text) {}
