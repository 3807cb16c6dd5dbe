package dev.chatman.provider.adapter;

import java.util.Set;
import java.util.TreeSet;

/**
 * What an endpoint's rejections have taught about a model, on top of the quirks the user set.
 *
 * @param dropped parameters it does not take
 * @param otherMaxTokensField whether the output limit goes by its other name
 */
public record Adaptation(Set<String> dropped, boolean otherMaxTokensField) {

    public static final Adaptation NONE = new Adaptation(Set.of(), false);

    public Adaptation {
        dropped = Set.copyOf(dropped);
    }

    public Adaptation dropping(String parameter) {
        Set<String> more = new TreeSet<>(dropped);
        more.add(parameter);
        return new Adaptation(more, otherMaxTokensField);
    }

    public Adaptation renamingMaxTokens() {
        return new Adaptation(dropped, !otherMaxTokensField);
    }
}
