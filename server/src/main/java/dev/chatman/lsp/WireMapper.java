package dev.chatman.lsp;

import dev.chatman.chat.ContextItem;
import dev.chatman.chat.Preview;
import dev.chatman.chat.ProviderStatus;
import dev.chatman.chat.Sent;
import dev.chatman.chat.TurnResult;
import dev.chatman.protocol.ChatResult;
import dev.chatman.protocol.ModelsResult;
import dev.chatman.protocol.PreviewResult;
import dev.chatman.protocol.PreviewResult.PromptMessage;
import dev.chatman.protocol.ProvidersResult;
import dev.chatman.protocol.SentContext;
import dev.chatman.protocol.TokenUsage;
import dev.chatman.spi.ModelInfo;
import dev.chatman.spi.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Maps the values of the domain to those of the wire. */
final class WireMapper {

    private WireMapper() {}

    /** @param text null when the text has been streamed */
    static ChatResult result(TurnResult result, @Nullable String text) {
        Duration firstDelta = result.timings().firstDelta();
        return new ChatResult(
                result.conversationId(),
                result.turnId(),
                result.stopReason().wireName(),
                result.text().length(),
                result.digest(),
                usage(result.usage()),
                new ChatResult.Timings(
                        firstDelta == null ? null : firstDelta.toMillis(),
                        result.timings().total().toMillis()),
                result.attempts(),
                result.provider(),
                result.model(),
                sent(result.sent()),
                text,
                result.error() == null ? null : ErrorMapper.data(result.error()));
    }

    static PreviewResult preview(Preview preview) {
        return new PreviewResult(
                preview.choice().provider(),
                preview.choice().model(),
                preview.choice().local(),
                preview.choice().reason(),
                preview.choice().contextTokens(),
                preview.request().options().maxOutputTokens(),
                preview.request().options().temperature(),
                preview.request().messages().stream()
                        .map(message -> new PromptMessage(wireName(message.role()), message.text()))
                        .toList(),
                sent(preview.sent()));
    }

    static ProvidersResult providers(List<ProviderStatus> statuses) {
        return new ProvidersResult(statuses.stream().map(WireMapper::provider).toList());
    }

    static ModelsResult models(List<ModelInfo> models) {
        return new ModelsResult(models.stream().map(WireMapper::model).toList());
    }

    private static ProvidersResult.Provider provider(ProviderStatus status) {
        return new ProvidersResult.Provider(
                status.id(),
                status.type(),
                status.local(),
                wireName(status.state()),
                status.model(),
                status.message(),
                status.remedy());
    }

    private static ModelsResult.Model model(ModelInfo model) {
        return new ModelsResult.Model(
                model.id(),
                model.displayName(),
                model.contextTokens(),
                model.maxOutputTokens(),
                model.shutdownDate() == null ? null : model.shutdownDate().toString());
    }

    private static @Nullable TokenUsage usage(@Nullable Usage usage) {
        return usage == null
                ? null
                : new TokenUsage(
                        usage.inputTokens(),
                        usage.outputTokens(),
                        usage.cachedTokens(),
                        usage.reasoningTokens(),
                        usage.estimated());
    }

    private static SentContext sent(Sent sent) {
        return new SentContext(
                sent.tokens(),
                sent.items().stream().map(WireMapper::item).toList(),
                sent.leftOut().stream()
                        .map(left -> new SentContext.LeftOut(left.what(), left.why()))
                        .toList());
    }

    private static SentContext.Item item(Sent.Item item) {
        ContextItem.LineRange lines = item.lines();
        return new SentContext.Item(
                item.uri(),
                item.name(),
                lines == null ? null : new SentContext.Lines(lines.first(), lines.last()),
                item.tokens(),
                wireName(item.origin()),
                item.note());
    }

    private static String wireName(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
