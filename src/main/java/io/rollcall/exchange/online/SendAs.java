package io.rollcall.exchange.online;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Who may send as whom, from one answer about all recipients. Its rows name the recipient as other
 * references do; when one of them means nobody, or two, each object is asked for its own.
 */
final class SendAs {
  private final RecipientNames names;
  private final Map<UUID, List<Row>> byRecipient = new HashMap<>();
  private boolean complete = true;

  SendAs(RecipientNames names) {
    this.names = names;
  }

  /** Each object must be asked. */
  static SendAs ofSingleObjects(RecipientNames names) {
    SendAs none = new SendAs(names);
    none.complete = false;
    return none;
  }

  void add(Row row) {
    if (!Groups.sendAsOfOthers(row)) {
      return;
    }
    String recipient = row.text("identity");
    UUID guid = recipient == null ? null : names.find(recipient);
    if (guid == null) {
      complete = false;
    } else {
      byRecipient.computeIfAbsent(guid, first -> new ArrayList<>(1)).add(row);
    }
  }

  /** Whether {@link #of} tells all. */
  boolean complete() {
    return complete;
  }

  List<Row> of(UUID recipient) {
    return byRecipient.getOrDefault(recipient, List.of());
  }
}
