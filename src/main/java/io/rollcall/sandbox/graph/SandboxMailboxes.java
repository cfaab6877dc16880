package io.rollcall.sandbox.graph;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The mailboxes of a directory's users: whoever has an address of the tenant has one, empty at
 * first. Guests have none, nor has who was deleted.
 */
public final class SandboxMailboxes {
  private final SandboxDirectory directory;
  private final OutlookIds ids;
  private final Clock clock;
  private final AtomicLong ticks;
  private final Map<String, SandboxMailbox> mailboxes = new LinkedHashMap<>();

  SandboxMailboxes(
      SandboxDirectory directory, long seed, Clock clock, long now, List<StoredMailbox> stored) {
    this.directory = directory;
    this.ids = new OutlookIds(seed);
    this.clock = clock;
    this.ticks = new AtomicLong(now);
    for (StoredMailbox one : stored) {
      mailboxes.put(one.userId(), SandboxMailbox.restored(one, ids, clock, ticks::incrementAndGet));
    }
  }

  /**
   * A user's mailbox.
   *
   * @throws IllegalArgumentException when the user has none
   */
  public SandboxMailbox of(String userId) {
    return find(userId).orElseThrow(() -> new IllegalArgumentException(userId + " has no mailbox"));
  }

  boolean knows(String userId) {
    Entry user = directory.find(userId);
    return user != null && user.kind == Kind.USER && user.state == Entry.State.LIVE;
  }

  /** By the user's id; empty when there is no such user, or one without mailbox. */
  synchronized Optional<SandboxMailbox> find(String userId) {
    Entry user = directory.find(userId);
    if (user == null || !knows(userId) || !hasMailbox(user)) {
      return Optional.empty();
    }
    return Optional.of(
        mailboxes.computeIfAbsent(
            userId, id -> new SandboxMailbox(id, ids, clock, ticks::incrementAndGet)));
  }

  /** Rises with each change. */
  long now() {
    return ticks.get();
  }

  synchronized List<StoredMailbox> stored() {
    return mailboxes.values().stream().map(SandboxMailbox::stored).toList();
  }

  private static boolean hasMailbox(Entry user) {
    return text(user.values.get("mail")) != null
        && !"Guest".equals(text(user.values.get("userType")));
  }

  private static @Nullable String text(@Nullable Object value) {
    return value instanceof String text && !text.isEmpty() ? text : null;
  }
}
