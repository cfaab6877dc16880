package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import io.rollcall.backendsync.ObjectChange.IdentityFact;
import io.rollcall.backendsync.ObjectChange.LinkFact;
import io.rollcall.backendsync.Panel.AddressHead;
import io.rollcall.backendsync.Panel.Facts;
import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Holds a chunk of the plan's lines against the panel as it is now: what may still be written, and
 * what moved since.
 */
final class MovedTargets {
  private final Panel panel;
  private final Labels labels;
  private final Organization organization;

  MovedTargets(Panel panel, Labels labels, Organization organization) {
    this.panel = panel;
    this.labels = labels;
    this.organization = organization;
  }

  /** The lines' changes without those that moved. */
  record Verified(List<Write> writes, List<Problem> problems, Set<Long> conflictingObjects) {

    record Write(ChangeRow row, ObjectChange change) {}
  }

  /** Checks each line against the newest versions in the panel. */
  Verified verify(List<PlanLines.Line> lines) {
    Map<ChangeRow, ObjectChange> changes = new LinkedHashMap<>();
    lines.forEach(line -> changes.put(line.row(), line.change()));
    Now now = now(changes);
    Verified verified = new Verified(new ArrayList<>(), new ArrayList<>(), new HashSet<>());
    changes.forEach((row, change) -> verify(row, change, now, verified));
    return verified;
  }

  /** What the panel holds of the things that a chunk is about to write. */
  private record Now(
      Map<String, List<AddressHead>> heads,
      Map<Long, Known> known,
      Map<Long, Facts> facts,
      Map<String, Long> byBackendGuid) {}

  private Now now(Map<ChangeRow, ObjectChange> changes) {
    Set<String> keys = new HashSet<>();
    Set<Long> ids = new HashSet<>();
    Set<UUID> newGuids = new HashSet<>();
    Set<Long> withFacts = new HashSet<>();
    changes.forEach(
        (row, change) -> {
          change.addresses().forEach(fact -> keys.add(fact.key()));
          IdentityFact identity = change.identity();
          if (row.operation() == Operation.ADD) {
            if (identity != null && identity.backendGuid() != null) {
              newGuids.add(UUID.fromString(identity.backendGuid()));
            }
          } else {
            ids.add(row.objectId());
            if (!change.settings().isEmpty() || !change.links().isEmpty()) {
              withFacts.add(row.objectId());
            }
          }
        });
    Map<String, List<AddressHead>> heads = panel.addressHeads(keys);
    Set<Long> all = new HashSet<>(ids);
    all.addAll(panel.everNamedBy("backend_guid", newGuids));
    heads.values().forEach(list -> list.forEach(head -> all.add(head.objectId())));
    Map<Long, Known> known = panel.known(all);
    Map<String, Long> byGuid = new HashMap<>();
    for (Known object : known.values()) {
      if (object.identity() != null && object.identity().backendGuid() != null) {
        byGuid.put(object.identity().backendGuid(), object.id());
      }
    }
    return new Now(heads, known, panel.facts(withFacts), byGuid);
  }

  private void verify(ChangeRow row, ObjectChange change, Now now, Verified verified) {
    IdentityFact identity = change.identity();
    if (identity != null && identityMoved(row, identity, now)) {
      conflict(verified, row, "the object itself", "nothing of it was written");
      return;
    }
    List<AddressFact> addresses = new ArrayList<>();
    for (AddressFact fact : change.addresses()) {
      String moved = moved(row, fact, now);
      if (moved == null) {
        addresses.add(fact);
      } else {
        conflict(verified, row, moved, "it was not written");
        if (fact.primary() && row.operation() == Operation.ADD) {
          return;
        }
      }
    }
    Facts facts = now.facts().getOrDefault(row.objectId(), Facts.none());
    List<ObjectChange.SettingsFact> settings = new ArrayList<>();
    for (ObjectChange.SettingsFact fact : change.settings()) {
      ObjectChange.SettingsFact newest = facts.settings().get(fact.section());
      if ((newest == null ? 0 : newest.version()) == fact.version() - 1) {
        settings.add(fact);
      } else {
        conflict(verified, row, "the settings " + fact.section(), "they were not written");
      }
    }
    List<LinkFact> links = new ArrayList<>();
    for (LinkFact fact : change.links()) {
      if (versionNow(facts, fact) == fact.version() - 1) {
        links.add(fact);
      } else {
        conflict(verified, row, "a member or grant: " + fact.targetRaw(), "it was not written");
      }
    }
    verified
        .writes()
        .add(
            new Verified.Write(
                row,
                new ObjectChange(
                    identity,
                    change.identityBefore(),
                    settings,
                    addresses,
                    links,
                    change.replaces(),
                    change.figures())));
  }

  private static boolean identityMoved(ChangeRow row, IdentityFact identity, Now now) {
    if (row.operation() == Operation.ADD) {
      return now.byBackendGuid().containsKey(String.valueOf(identity.backendGuid()));
    }
    Known known = now.known().get(row.objectId());
    int version = known == null || known.identity() == null ? 0 : known.identity().version();
    return version != identity.version() - 1;
  }

  private static int versionNow(Facts facts, LinkFact fact) {
    LinkFact newest =
        fact.permission() == null
            ? facts.members().get(fact.targetKey())
            : facts.grants().getOrDefault(fact.permission(), Map.of()).get(fact.targetKey());
    return newest == null ? 0 : newest.version();
  }

  private @Nullable String moved(ChangeRow row, AddressFact fact, Now now) {
    int version = 0;
    for (AddressHead head : now.heads().getOrDefault(fact.key(), List.of())) {
      if (head.organizationId() == organization.id()) {
        version = head.version();
      } else if (fact.state().equals(ObjectChange.PRESENT)
          && !row.kind().equals(ObjectKind.CONTACT.key())
          && claimed(head, now)) {
        return "the address %s, which another organization, %s, holds,"
            .formatted(fact.key(), labels.organization(head.organizationId()));
      }
    }
    return version == fact.version() - 1 ? null : "the address " + fact.key();
  }

  private static boolean claimed(AddressHead head, Now now) {
    Known holder = now.known().get(head.objectId());
    return head.present() && (holder == null || holder.claimsAddresses());
  }

  /**
   * Whether another organization claims any of these addresses, other transactions' rows waited
   * for.
   */
  boolean heldElsewhereNow(List<String> addressKeys) {
    Set<Long> holders = new HashSet<>();
    panel
        .addressHeadsLocked(addressKeys)
        .forEach(
            (key, heads) ->
                heads.stream()
                    .filter(head -> head.organizationId() != organization.id())
                    .filter(AddressHead::present)
                    .forEach(head -> holders.add(head.objectId())));
    return !holders.isEmpty()
        && panel.known(holders).values().stream().anyMatch(Known::claimsAddresses);
  }

  private void conflict(Verified verified, ChangeRow row, String what, String consequence) {
    verified.conflictingObjects().add(row.objectId());
    verified
        .problems()
        .add(
            new Problem(
                Problem.Kind.CONFLICT,
                organization.key(),
                row.label(),
                what + " changed in the panel after the plan was made; " + consequence,
                "run the job again: it compares with the panel as it is now"));
  }
}
