package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.IdentityFact;
import io.rollcall.backendsync.Panel.AddressHead;
import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.Address;
import io.rollcall.exchange.Identity;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which object of the panel a record is. Backend GUID, then Exchange GUID, then Entra id; an
 * address matches only an object that was made by hand and has no backend identity yet. Different
 * GUIDs never match: a recreated mailbox is a new object. Never a name.
 */
sealed interface Matching {

  /** The panel has no such object. */
  record New() implements Matching {}

  record Existing(Known object) implements Matching {}

  /**
   * The record contradicts the panel.
   *
   * @param involved the objects of the panel that it might be; they count as seen
   */
  record Conflict(String message, String advice, Set<Long> involved) implements Matching {}

  /**
   * Decides for one record.
   *
   * @param known the objects that its GUIDs ever named and that hold its addresses
   * @param labels what a conflict calls them
   */
  static Matching of(
      Candidate candidate,
      long organizationId,
      Collection<Known> known,
      Map<String, List<AddressHead>> heads,
      Labels labels) {
    Set<Known> byGuid = new LinkedHashSet<>();
    for (Known object : known) {
      if (object.identity() != null
          && sameIdentity(candidate.object().identity(), object.identity())) {
        byGuid.add(object);
      }
    }
    if (!byGuid.isEmpty()) {
      return decide(candidate, organizationId, byGuid, "its GUIDs", labels);
    }
    Set<Known> byHand = new LinkedHashSet<>();
    for (Address address : primaryFirst(candidate)) {
      heads.getOrDefault(address.key(), List.of()).stream()
          .filter(head -> head.present() && head.organizationId() == organizationId)
          .flatMap(head -> known.stream().filter(object -> object.id() == head.objectId()))
          .filter(object -> object.identity() == null)
          .forEach(byHand::add);
      if (address.primary() && !byHand.isEmpty()) {
        break;
      }
    }
    return byHand.isEmpty()
        ? new New()
        : decide(candidate, organizationId, byHand, "its addresses", labels);
  }

  private static Matching decide(
      Candidate candidate, long organizationId, Set<Known> objects, String by, Labels labels) {
    Set<Long> ids = new LinkedHashSet<>();
    objects.forEach(object -> ids.add(object.id()));
    if (objects.size() > 1) {
      return new Conflict(
          "%d objects of the panel match it by %s: %s"
              .formatted(
                  objects.size(),
                  by,
                  String.join(", ", ids.stream().map(labels::numbered).toList())),
          "find out which of them it is and correct the other in the panel",
          ids);
    }
    Known object = objects.iterator().next();
    if (object.organizationId() != organizationId) {
      return new Conflict(
          "%s, which it matches by %s, belongs to another organization, %s"
              .formatted(
                  labels.numbered(object.id()), by, labels.organization(object.organizationId())),
          "check the scope of the export: an object belongs to one organization",
          ids);
    }
    if (!object.kind().equals(candidate.object().kind().key())) {
      return new Conflict(
          "%s, which it matches by %s, is a %s and not a %s"
              .formatted(
                  labels.numbered(object.id()), by, object.kind(), candidate.object().kind().key()),
          "correct the object in the panel",
          ids);
    }
    return new Existing(object);
  }

  /** Compares by the strongest identifier that both have; a weaker one never overrules it. */
  private static boolean sameIdentity(Identity record, IdentityFact panel) {
    List<Boolean> verdicts = new ArrayList<>();
    compare(record.backendGuid(), panel.backendGuid(), verdicts);
    compare(record.exchangeGuid(), panel.exchangeGuid(), verdicts);
    compare(record.entraId(), panel.entraId(), verdicts);
    return !verdicts.isEmpty() && verdicts.get(0);
  }

  private static void compare(
      @Nullable UUID record, @Nullable String panel, List<Boolean> verdicts) {
    if (record != null && panel != null) {
      verdicts.add(Objects.equals(record.toString(), panel));
    }
  }

  private static List<Address> primaryFirst(Candidate candidate) {
    return candidate.addresses().stream()
        .filter(address -> address.prefix().equals("smtp"))
        .sorted(java.util.Comparator.comparing(Address::primary).reversed())
        .toList();
  }
}
