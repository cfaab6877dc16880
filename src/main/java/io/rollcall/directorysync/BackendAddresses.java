package io.rollcall.directorysync;

import io.rollcall.plan.InQuery;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who holds addresses by the backends' imports. Asked by keys alone, and put together here: H2
 * searches the views of what is current whole when a query has a join or a further condition.
 */
final class BackendAddresses {
  private static final String PRESENT = "present";

  private final InQuery in;

  BackendAddresses(InQuery in) {
    this.in = in;
  }

  private record Place(String address, long organizationId) {}

  private record Held(long version, boolean present, long object) {}

  /** Of these addresses, those that another organization's mailboxes or lists hold. */
  Set<String> heldElsewhere(long organizationId, Collection<String> addresses) {
    Map<Place, Held> newest = new HashMap<>();
    in.forEach(
        "SELECT address_key, organization_id, version, state, object_id FROM panel_address WHERE address_key IN (:keys)",
        addresses.stream().map(address -> "smtp:" + address).toList(),
        row ->
            newest.merge(
                new Place(row.getString(1).substring("smtp:".length()), row.getLong(2)),
                new Held(row.getLong(3), row.getString(4).equals(PRESENT), row.getLong(5)),
                (one, other) -> one.version() > other.version() ? one : other));
    newest.values().removeIf(held -> !held.present());
    newest.keySet().removeIf(place -> place.organizationId() == organizationId);
    Set<Long> holding = holding(newest.values().stream().map(Held::object).toList());
    Set<String> found = new TreeSet<>();
    newest.forEach(
        (place, held) -> {
          if (holding.contains(held.object())) {
            found.add(place.address());
          }
        });
    return found;
  }

  /** A contact names somebody else's address: it holds none. */
  private Set<Long> holding(Collection<Long> objects) {
    Set<Long> holding = new HashSet<>();
    in.forEach(
        "SELECT object_id, state FROM panel_identity_current WHERE object_id IN (:keys)",
        objects,
        row -> {
          if (row.getString(2).equals(PRESENT)) {
            holding.add(row.getLong(1));
          }
        });
    in.forEach(
        "SELECT id, kind FROM panel_object WHERE id IN (:keys)",
        objects,
        row -> {
          if (row.getString(2).equals("contact")) {
            holding.remove(row.getLong(1));
          }
        });
    return holding;
  }
}
