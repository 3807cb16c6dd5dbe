package dev.chatman.chat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A question that needs no typing. */
public enum ChatAction {
    EXPLAIN("Explain what this code does, step by step, and point out anything surprising."),
    FIX("Find what is wrong with this code and show the corrected code."),
    IMPROVE("Improve this code without changing what it does. Show the new code and say what is better."),
    DOCUMENT("Write the documentation comments that this code lacks. Show the code with them."),
    TESTS("Write tests for this code in the test framework that its language usually has."),
    REVIEW("Review this code: bugs first, then risks, then style. Be specific and brief.");

    private final String instruction;

    ChatAction(String instruction) {
        this.instruction = instruction;
    }

    /** What the model is told. */
    String instruction() {
        return instruction;
    }

    /** The name on the wire: the constant in lower case. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Finds an action by its name on the wire.
     *
     * @throws ChatException when there is none of this name
     */
    public static ChatAction named(String wireName) {
        for (ChatAction action : values()) {
            if (action.wireName().equals(wireName)) {
                return action;
            }
        }
        throw ChatException.invalid(
                "There is no action '" + wireName + "'.",
                "Use one of "
                        + Arrays.stream(values()).map(ChatAction::wireName).collect(Collectors.joining(", ")) + ".");
    }
}
