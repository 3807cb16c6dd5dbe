package dev.chatman.cli;

import dev.chatman.chat.ChatAction;
import dev.chatman.chat.ChatException;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** The names of the actions on the command line. */
final class ActionNames implements ITypeConverter<ChatAction>, Iterable<String> {

    @Override
    public ChatAction convert(String name) {
        try {
            return ChatAction.named(name);
        } catch (ChatException unknown) {
            throw new TypeConversionException(unknown.message() + " " + unknown.hint());
        }
    }

    @Override
    public Iterator<String> iterator() {
        return Arrays.stream(ChatAction.values()).map(ChatAction::wireName).iterator();
    }
}
