package io.rollcall.exchange;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One mailbox, list or contact in canonical form.
 *
 * @param typeRaw the backend's own word for the type, such as {@code UserMailbox}
 * @param displayName null when the general settings could not be read or name none
 * @param primarySmtp the primary SMTP address as given; null when the addresses could not be read,
 *     or for a list or contact that has none
 * @param readings every section of its kind, in the order of {@link Section}; what the record does
 *     not mention is NOT_AVAILABLE
 * @param statistics null when the source gave none
 */
public record ExchangeObject(
    RecipientType type,
    String typeRaw,
    Identity identity,
    @Nullable String displayName,
    @Nullable String primarySmtp,
    Map<Section, Reading> readings,
    @Nullable Statistics statistics) {

  public ObjectKind kind() {
    return type.kind();
  }
}
