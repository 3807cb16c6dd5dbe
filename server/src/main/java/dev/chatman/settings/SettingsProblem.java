package dev.chatman.settings;

/**
 * Something wrong with a setting. Where its value could not be used, the next weaker source holds.
 *
 * @param source which source it stands in, for people: a file's path, a variable's name, "initializationOptions"
 * @param key the key, dotted; empty when the source as a whole is meant
 * @param message what is wrong and what would be right, one sentence, without the value of a secret
 */
public record SettingsProblem(String source, String key, String message) {}
