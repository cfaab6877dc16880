package io.rollcall.backendsync;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.plan.KindLimits;
import io.rollcall.plan.Limit;
import io.rollcall.plan.Limits;

/**
 * How much one run may change in one organization. Past any of them nothing of that organization is
 * saved.
 */
public record BackendLimits(
    @Described("User, linked, resource and shared mailboxes.") KindLimits mailboxes,
    @Described("Distribution lists.") KindLimits lists,
    @Described("Mail contacts.") KindLimits contacts,
    @Described("Addresses of any object, aliases included.") KindLimits addresses,
    @Described("Groups of settings of an object.") KindLimits settings,
    @Described("Members of lists.") KindLimits members,
    @Described("Full access, send-as and send-on-behalf.") KindLimits permissions,
    @Default("none") @Described("All changes of a run together.") Limit total)
    implements Limits {

  @Override
  public KindLimits of(String kind) {
    return switch (kind) {
      case "mailboxes" -> mailboxes;
      case "lists" -> lists;
      case "contacts" -> contacts;
      case "addresses" -> addresses;
      case "settings" -> settings;
      case "members" -> members;
      case "permissions" -> permissions;
      default -> throw new IllegalArgumentException("no limits for " + kind);
    };
  }
}
