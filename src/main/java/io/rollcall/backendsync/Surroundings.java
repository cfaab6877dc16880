package io.rollcall.backendsync;

import io.rollcall.backendsync.Panel.AddressHead;
import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.Address;
import io.rollcall.plan.KeyHash;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that the panel and the plan know of the objects that a chunk's records may be, or may meet.
 */
final class Surroundings {
  final Map<String, List<AddressHead>> heads;
  final Map<Long, Known> known;
  final Map<String, Set<Known>> byGuid = new HashMap<>();
  final Map<KeyHash, Long> keys;

  /** Keys of the organizations that have the domains of addresses. */
  final Map<String, String> owners;

  Surroundings(
      Map<String, List<AddressHead>> heads,
      Map<Long, Known> known,
      Map<KeyHash, Long> keys,
      Map<String, String> owners) {
    this.heads = heads;
    this.known = known;
    this.keys = keys;
    this.owners = owners;
    for (Known object : known.values()) {
      if (object.identity() != null) {
        index(object.identity().backendGuid(), object);
        index(object.identity().exchangeGuid(), object);
        index(object.identity().entraId(), object);
      }
    }
  }

  private void index(@Nullable String guid, Known object) {
    if (guid != null) {
      byGuid.computeIfAbsent(guid, key -> new HashSet<>()).add(object);
    }
  }

  Collection<Known> candidatesFor(Candidate candidate) {
    Set<Known> objects = new HashSet<>();
    candidate
        .guids()
        .forEach(guid -> objects.addAll(byGuid.getOrDefault(guid.toString(), Set.of())));
    for (Address address : candidate.addresses()) {
      for (AddressHead head : heads.getOrDefault(address.key(), List.of())) {
        Known holder = known.get(head.objectId());
        if (holder != null) {
          objects.add(holder);
        }
      }
    }
    return objects;
  }
}
