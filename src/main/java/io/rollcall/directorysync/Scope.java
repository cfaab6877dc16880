package io.rollcall.directorysync;

import io.rollcall.kernel.Wildcard;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides who and what of a directory belongs into the panel. Pure. */
final class Scope {
  private final Filters filters;
  private final Set<String> domains;
  private final List<Wildcard> exclude;

  /**
   * @param domains the organization's accepted ones, in lower case
   */
  Scope(Filters filters, Set<String> domains) {
    this.filters = filters;
    this.domains = Set.copyOf(domains);
    this.exclude = filters.exclude().stream().map(Wildcard::of).toList();
  }

  /** Why something is no part of the panel. */
  enum Left {
    DELETED("deleted"),
    PURGED("deleted for good"),
    MISSING("not found by a full read"),
    NO_LIST("not mail-enabled"),
    GUEST("a guest"),
    DOMAIN("not in an accepted domain"),
    EXCLUDED("excluded by a pattern"),
    DISABLED("a disabled account"),
    UNLICENSED("without a licence");

    private final String words;

    Left(String words) {
      this.words = words;
    }

    /** In words for people. */
    String words() {
      return words;
    }

    /** In the panel's table. */
    String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Why an object is left out; null takes it. */
  @Nullable Left leaves(Entry entry) {
    return entry.kind() == Kind.USER ? leavesUser(entry) : leavesList(entry);
  }

  private @Nullable Left leavesUser(Entry user) {
    boolean guest = "Guest".equalsIgnoreCase(user.fields().get("userType"));
    if (guest && !filters.guests()) {
      return Left.GUEST;
    }
    if (!guest && outside(user)) {
      return Left.DOMAIN;
    }
    if (excluded(user)) {
      return Left.EXCLUDED;
    }
    if (!filters.disabledAccounts() && "false".equals(user.fields().get("accountEnabled"))) {
      return Left.DISABLED;
    }
    return filters.licensedOnly() && !user.fields().containsKey("assignedLicenses")
        ? Left.UNLICENSED
        : null;
  }

  private @Nullable Left leavesList(Entry list) {
    if (!"true".equals(list.fields().get("mailEnabled"))) {
      return Left.NO_LIST;
    }
    if (outside(list)) {
      return Left.DOMAIN;
    }
    return excluded(list) ? Left.EXCLUDED : null;
  }

  private boolean outside(Entry entry) {
    if (!filters.acceptedDomains()) {
      return false;
    }
    String address = entry.primary();
    if (address == null) {
      address =
          entry.fields().get(entry.kind() == Kind.USER ? Kind.USER_PRINCIPAL_NAME : Kind.MAIL);
    }
    String known = Objects.requireNonNullElse(address, "");
    return !domains.contains(known.substring(known.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT));
  }

  private boolean excluded(Entry entry) {
    List<String> names = new ArrayList<>();
    names.add(entry.fields().getOrDefault(Kind.USER_PRINCIPAL_NAME, ""));
    names.add(entry.fields().getOrDefault(Kind.MAIL, ""));
    names.add(Objects.requireNonNullElse(entry.primary(), ""));
    return names.stream()
        .filter(name -> !name.isEmpty())
        .anyMatch(name -> exclude.stream().anyMatch(pattern -> pattern.matches(name)));
  }
}
