package io.rollcall.directorysync;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.plan.KindLimits;
import io.rollcall.plan.Limit;
import io.rollcall.plan.Limits;

/** The kinds of changes that this family counts. */
public record DirectoryLimits(
    @Described("Users.") KindLimits accounts,
    @Described(
            "Addresses of users and lists that stay: those of new and removed ones are not counted.")
        KindLimits aliases,
    @Described("Mail-enabled groups.") KindLimits lists,
    @Described("Direct members of lists.") KindLimits members,
    @Default("none") @Described("All changes of a run together.") Limit total)
    implements Limits {

  @Override
  public KindLimits of(String kind) {
    return switch (kind) {
      case "accounts" -> accounts;
      case "aliases" -> aliases;
      case "lists" -> lists;
      case "members" -> members;
      default -> throw new IllegalArgumentException("no limits for " + kind);
    };
  }
}
