package dev.chatman.provider.openai;

import java.util.Set;
import java.util.TreeSet;

/**
 * What an endpoint's rejections have taught about a model, on top of the quirks the user set.
 *
 * @param dropped parameters it does not take
 * @param otherMaxTokensField whether the output limit goes by its other name
 */
record Adaptation(Set<String> dropped, boolean otherMaxTokensField) {

    static final Adaptation NONE = new Adaptation(Set.of(), false);

    Adaptation {
        dropped = Set.copyOf(dropped);
    }

    Adaptation dropping(String parameter) {
        Set<String> more = new TreeSet<>(dropped);
        more.add(parameter);
        return new Adaptation(more, otherMaxTokensField);
    }

    Adaptation renamingMaxTokens() {
        return new Adaptation(dropped, !otherMaxTokensField);
    }
}
