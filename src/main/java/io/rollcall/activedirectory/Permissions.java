package io.rollcall.activedirectory;

import io.rollcall.exchange.Group;
import io.rollcall.exchange.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The rights on an object that the directory knows of. */
final class Permissions {
  static final String DESCRIPTOR = "nTSecurityDescriptor";

  private Permissions() {}

  /** Those who may send as the object; not available to an account that may not read it. */
  static Group sendAs(Entry entry, Recipients recipients) {
    byte[] descriptor = entry.octets(DESCRIPTOR);
    if (descriptor == null) {
      return Group.notAvailable("the account may not read security descriptors");
    }
    try {
      List<Reference> trustees = new ArrayList<>();
      SendAs.trustees(descriptor).forEach(sid -> trustees.add(recipients.trustee(sid)));
      return Group.trustees(trustees);
    } catch (Unreadable e) {
      return Group.failed(e.reason());
    }
  }

  static Group sendOnBehalf(Entry entry, Recipients recipients, Predicate<String> known) {
    if (!known.test("publicDelegates")) {
      return Group.notAvailable("the schema has no publicDelegates");
    }
    return Group.trustees(recipients.named(entry.texts("publicDelegates")));
  }
}
