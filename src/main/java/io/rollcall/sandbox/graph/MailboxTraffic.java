package io.rollcall.sandbox.graph;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many requests are at work in a mailbox at the same time: four of one application, more are
 * refused (<a href="https://learn.microsoft.com/graph/throttling-limits">throttling limits</a>).
 */
final class MailboxTraffic {
  private static final int MOST = 4;

  private final Map<String, Integer> now = new LinkedHashMap<>();
  private final Map<String, Integer> most = new LinkedHashMap<>();

  /** False when there are too many already; else {@link #leave} must follow. */
  synchronized boolean enter(Request request) {
    String mailbox = request.mailbox().orElse(null);
    if (mailbox == null) {
      return true;
    }
    int before = now.getOrDefault(mailbox, 0);
    if (before >= MOST) {
      return false;
    }
    now.put(mailbox, before + 1);
    most.merge(mailbox, before + 1, Math::max);
    return true;
  }

  synchronized void leave(Request request) {
    request.mailbox().ifPresent(mailbox -> now.merge(mailbox, -1, Integer::sum));
  }

  /** The most there ever were. */
  synchronized int most(String mailbox) {
    return most.getOrDefault(mailbox, 0);
  }

  static Reply refusal() {
    return Reply.outlook(
            429, "ApplicationThrottled", "Application is over its MailboxConcurrency limit.")
        .with("Retry-After", "1");
  }
}
