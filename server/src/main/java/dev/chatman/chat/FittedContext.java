package dev.chatman.chat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The context items of a question, cut to the room there is.
 *
 * @param blocks the items as Markdown, to stand before the question
 * @param tokens an estimate for the blocks
 * @param items what is in them
 * @param leftOut what is not
 */
record FittedContext(String blocks, int tokens, List<Sent.Item> items, List<Sent.LeftOut> leftOut) {

    private static final String NO_ROOM = "It does not fit the model's context.";

    /** @param room in tokens */
    static FittedContext of(List<ContextItem> context, int room) {
        int[] shares = shares(context.stream().map(CodeBlock::of).toList(), room);
        StringBuilder blocks = new StringBuilder();
        List<Sent.Item> items = new ArrayList<>();
        List<Sent.LeftOut> leftOut = new ArrayList<>();
        int tokens = 0;
        for (int i = 0; i < context.size(); i++) {
            ContextItem item = context.get(i);
            CodeBlock whole = CodeBlock.of(item);
            CodeBlock block = whole.tokens() <= shares[i] ? whole : whole.cutTo(shares[i]);
            if (block.lineCount() == 0 && whole.lineCount() > 0) {
                leftOut.add(new Sent.LeftOut(item.name(), NO_ROOM));
                continue;
            }
            if (block.lineCount() < whole.lineCount()) {
                ContextItem.LineRange rest = whole.linesAfter(block);
                leftOut.add(new Sent.LeftOut(item.name() + ":" + rest, NO_ROOM));
            }
            blocks.append(block.markdown());
            tokens += block.tokens();
            items.add(
                    new Sent.Item(item.uri(), item.name(), block.lines(), block.tokens(), item.origin(), item.note()));
        }
        return new FittedContext(blocks.toString(), tokens, items, leftOut);
    }

    /** Small items get all they need; the large ones share the rest equally. */
    private static int[] shares(List<CodeBlock> blocks, int room) {
        int[] shares = new int[blocks.size()];
        List<Integer> bySize = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparingInt(i -> blocks.get(i).tokens()))
                .toList();
        int left = room;
        int waiting = shares.length;
        for (int i : bySize) {
            shares[i] = Math.min(blocks.get(i).tokens(), left / waiting);
            left -= shares[i];
            waiting--;
        }
        return shares;
    }
}
