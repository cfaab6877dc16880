package io.rollcall.backendsync;

import io.rollcall.backendsync.FieldDiff.Changed;
import io.rollcall.backendsync.ObjectChange.IdentityFact;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What differs between two identities, in words for a report. */
final class IdentityFields {

  private IdentityFields() {}

  static List<Changed> changed(@Nullable IdentityFact before, IdentityFact after) {
    if (before == null) {
      return List.of(new Changed("matched", "", String.valueOf(after.backendGuid())));
    }
    List<Changed> changes = new ArrayList<>();
    compare("state", before.state(), after.state(), changes);
    compare("type", before.type(), after.type(), changes);
    compare("recipientType", before.typeRaw(), after.typeRaw(), changes);
    compare("guid", before.backendGuid(), after.backendGuid(), changes);
    compare("exchangeGuid", before.exchangeGuid(), after.exchangeGuid(), changes);
    compare("entraId", before.entraId(), after.entraId(), changes);
    compare("distinguishedName", before.distinguishedName(), after.distinguishedName(), changes);
    compare("legacyExchangeDn", before.legacyExchangeDn(), after.legacyExchangeDn(), changes);
    compare("samAccountName", before.samAccountName(), after.samAccountName(), changes);
    compare("userPrincipalName", before.userPrincipalName(), after.userPrincipalName(), changes);
    return changes;
  }

  private static void compare(
      String field, @Nullable String before, @Nullable String after, List<Changed> changes) {
    if (!Objects.equals(before, after)) {
      changes.add(new Changed(field, Objects.toString(before, ""), Objects.toString(after, "")));
    }
  }
}
