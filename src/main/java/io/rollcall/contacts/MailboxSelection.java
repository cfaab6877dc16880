package io.rollcall.contacts;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.Wildcard;
import java.util.List;

/**
 * Which mailboxes of a tenant a job backs up.
 *
 * @param include patterns of addresses; empty for all
 * @param exclude patterns of addresses that are left out, whatever {@code include} says
 */
public record MailboxSelection(
    @Default("[]")
        @Described("Addresses, or patterns with `*`, `?`, `[seq]`, `[!seq]`; none means all.")
        List<String> include,
    @Default("[]") @Described("Addresses or patterns to leave out; stronger than `include`.")
        List<String> exclude) {
  private static final String ALL = "all";

  /**
   * @throws IllegalArgumentException for a pattern that is empty or cannot be understood
   */
  public MailboxSelection {
    include = List.copyOf(include);
    exclude = List.copyOf(exclude);
    Wildcard.require("include", include);
    Wildcard.require("exclude", exclude);
  }

  /**
   * Reads {@code all}, or one address or pattern.
   *
   * @throws IllegalArgumentException for a pattern that cannot be understood
   */
  public static MailboxSelection parse(String text) {
    return new MailboxSelection(text.equals(ALL) ? List.of() : List.of(text), List.of());
  }

  /** Whether the mailbox with this address belongs to the job. */
  boolean has(String address) {
    return (include.isEmpty() || anyMatches(include, address)) && !anyMatches(exclude, address);
  }

  private static boolean anyMatches(List<String> patterns, String address) {
    return patterns.stream().anyMatch(pattern -> Wildcard.of(pattern).matches(address));
  }
}
