package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.IdentityFact;
import io.rollcall.backendsync.Panel.AddressHead;
import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.Reference;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.WorkingKeys;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Which objects references stand for: by GUID, else by address, else by a name that only one object
 * has (distinguished name, legacy DN, account name, user principal name). Looks at the panel, then
 * at the objects that the plan adds.
 */
final class ReferenceIndex {
  private static final List<String> NAMES = List.of("dn", "legacy", "sam", "upn");

  private final Panel panel;
  private final WorkingKeys workingKeys;
  private final long organizationId;
  private final long planId;
  private final Set<Reference> ofPlan = new HashSet<>();

  ReferenceIndex(Panel panel, WorkingKeys workingKeys, long organizationId, long planId) {
    this.panel = panel;
    this.workingKeys = workingKeys;
    this.organizationId = organizationId;
    this.planId = planId;
  }

  /** The keys under which an object of the plan is found. */
  static Set<KeyHash> keysOf(Candidate candidate) {
    Set<KeyHash> keys = new LinkedHashSet<>();
    var identity = candidate.object().identity();
    keys.add(guidKey(identity.backendGuid()));
    addName(keys, "dn", identity.distinguishedName());
    addName(keys, "legacy", identity.legacyExchangeDn());
    addName(keys, "sam", identity.samAccountName());
    String upn = identity.userPrincipalName();
    if (upn != null
        && candidate.addresses().stream().noneMatch(a -> a.key().equals(addressKey(upn)))) {
      addName(keys, "upn", upn);
    }
    return keys;
  }

  private static void addName(Set<KeyHash> keys, String form, @Nullable String name) {
    if (name != null) {
      keys.add(nameKey(form, name));
    }
  }

  static KeyHash guidKey(UUID guid) {
    return KeyHash.of("guid:" + guid);
  }

  static KeyHash claimKey(String addressKey) {
    return KeyHash.of("claim:" + addressKey);
  }

  static KeyHash dropKey(String addressKey) {
    return KeyHash.of("drop:" + addressKey);
  }

  private static KeyHash nameKey(String form, String name) {
    return KeyHash.of(form + ":" + name.toLowerCase(Locale.ROOT));
  }

  private static String addressKey(String address) {
    return "smtp:" + address.toLowerCase(Locale.ROOT).trim();
  }

  /** Whether a reference was resolved to an object by what the plan will do, not by the panel. */
  boolean isOfPlan(Reference reference) {
    return ofPlan.contains(reference);
  }

  /** What the second pass looks for, for references that the first left open. */
  static Set<KeyHash> pendingKeys(Collection<Reference> unresolved) {
    Set<KeyHash> keys = new HashSet<>();
    for (Reference reference : unresolved) {
      UUID guid = guidOf(reference);
      keys.add(guid == null ? KeyHash.NONE : guidKey(guid));
    }
    return keys;
  }

  /**
   * Resolves references; those that nothing answers to are absent from the result.
   *
   * @param thorough false leaves a reference that has a GUID open when nothing has that GUID yet:
   *     its object may still come. True then tries its address and its name
   */
  Map<Reference, Long> resolve(Collection<Reference> references, boolean thorough) {
    Map<Reference, Long> resolved = new HashMap<>();
    Set<Reference> open = new LinkedHashSet<>(references);
    resolveByGuid(open, resolved, thorough);
    if (!thorough) {
      open.removeIf(reference -> guidOf(reference) != null);
    }
    resolveByAddress(open, resolved);
    resolveByName(open, resolved);
    return resolved;
  }

  private void resolveByGuid(Set<Reference> open, Map<Reference, Long> resolved, boolean thorough) {
    takeFromPlan(
        open,
        resolved,
        reference -> {
          UUID guid = guidOf(reference);
          return guid == null ? List.of() : List.of(guidKey(guid));
        });
    takeByGuid(open, resolved, "backend_guid", IdentityFact::backendGuid);
    if (thorough) {
      takeByGuid(open, resolved, "exchange_guid", IdentityFact::exchangeGuid);
      takeByGuid(open, resolved, "entra_id", IdentityFact::entraId);
    }
  }

  private void takeByGuid(
      Set<Reference> open,
      Map<Reference, Long> resolved,
      String column,
      Function<IdentityFact, @Nullable String> guidIn) {
    Set<UUID> guids = new HashSet<>();
    open.forEach(reference -> addIfPresent(guids, guidOf(reference)));
    if (guids.isEmpty()) {
      return;
    }
    Map<String, Long> byGuid = new HashMap<>();
    for (Known object : panel.known(panel.everNamedBy(column, guids)).values()) {
      IdentityFact identity = object.identity();
      if (identity != null && object.organizationId() == organizationId) {
        putIfPresent(byGuid, guidIn.apply(identity), object.id());
      }
    }
    take(open, resolved, reference -> byGuid.get(String.valueOf(guidOf(reference))));
  }

  private void resolveByAddress(Set<Reference> open, Map<Reference, Long> resolved) {
    Set<String> keys = new HashSet<>();
    open.forEach(reference -> addIfPresent(keys, addressOf(reference)));
    Map<String, Long> holders = new HashMap<>();
    panel
        .addressHeads(keys)
        .forEach(
            (key, heads) ->
                heads.stream()
                    .filter(head -> head.organizationId() == organizationId)
                    .filter(AddressHead::present)
                    .forEach(head -> holders.put(key, head.objectId())));
    // An address that this plan moves belongs to its new holder, whatever the panel still says.
    takeFromPlan(
        open,
        resolved,
        reference -> {
          String address = addressOf(reference);
          return address == null ? List.of() : List.of(claimKey(address));
        });
    take(open, resolved, reference -> holders.get(String.valueOf(addressOf(reference))));
  }

  private void resolveByName(Set<Reference> open, Map<Reference, Long> resolved) {
    if (open.isEmpty()) {
      return;
    }
    Set<Long> hashes = new HashSet<>();
    for (Reference reference : open) {
      hashes.add(Objects.requireNonNull(Guids.hash(reference.raw().trim())));
      hashes.add(Objects.requireNonNull(Guids.hash(account(reference))));
    }
    Set<Long> ids = new HashSet<>();
    for (String column : Panel.nameColumns()) {
      ids.addAll(panel.everHashed(column, hashes));
    }
    Map<String, Long> names = new HashMap<>();
    Set<String> ambiguous = new HashSet<>();
    for (Known object : panel.known(ids).values()) {
      IdentityFact identity = object.identity();
      if (identity != null && object.organizationId() == organizationId && !object.gone()) {
        name(names, ambiguous, identity.distinguishedName(), object.id());
        name(names, ambiguous, identity.legacyExchangeDn(), object.id());
        name(names, ambiguous, identity.samAccountName(), object.id());
        name(names, ambiguous, identity.userPrincipalName(), object.id());
      }
    }
    ambiguous.forEach(names::remove);
    take(
        open,
        resolved,
        reference -> {
          Long whole = names.get(reference.raw().trim().toLowerCase(Locale.ROOT));
          return whole == null ? names.get(account(reference).toLowerCase(Locale.ROOT)) : whole;
        });
    takeFromPlan(open, resolved, ReferenceIndex::nameKeys);
  }

  private static List<KeyHash> nameKeys(Reference reference) {
    Set<KeyHash> keys = new LinkedHashSet<>();
    for (String form : NAMES) {
      keys.add(nameKey(form, form.equals("sam") ? account(reference) : reference.raw().trim()));
    }
    return List.copyOf(keys);
  }

  private void takeFromPlan(
      Set<Reference> open,
      Map<Reference, Long> resolved,
      Function<Reference, List<KeyHash>> keysOf) {
    Map<Reference, List<KeyHash>> keys = new HashMap<>();
    open.forEach(reference -> keys.put(reference, keysOf.apply(reference)));
    Map<KeyHash, Long> found =
        workingKeys.find(planId, keys.values().stream().flatMap(List::stream).distinct().toList());
    take(
        open,
        resolved,
        reference -> {
          Long object =
              keys.getOrDefault(reference, List.of()).stream()
                  .map(found::get)
                  .filter(Objects::nonNull)
                  .findFirst()
                  .orElse(null);
          if (object != null) {
            ofPlan.add(reference);
          }
          return object;
        });
  }

  private static @Nullable UUID guidOf(Reference reference) {
    if (reference.guid() != null) {
      return reference.guid();
    }
    String raw = reference.raw().trim();
    if (raw.length() != 36) {
      return null;
    }
    try {
      return UUID.fromString(raw);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable String addressOf(Reference reference) {
    String address = reference.address();
    if (address == null && reference.raw().contains("@")) {
      address = reference.raw();
    }
    return address == null ? null : addressKey(address);
  }

  /** {@code DOMAIN\jane} names the account jane. */
  private static String account(Reference reference) {
    String raw = reference.raw().trim();
    return raw.substring(raw.lastIndexOf('\\') + 1);
  }

  private static void name(
      Map<String, Long> names, Set<String> ambiguous, @Nullable String name, long object) {
    if (name != null) {
      String key = name.toLowerCase(Locale.ROOT);
      Long other = names.putIfAbsent(key, object);
      if (other != null && other != object) {
        ambiguous.add(key);
      }
    }
  }

  private static <T> void addIfPresent(Set<T> set, @Nullable T value) {
    if (value != null) {
      set.add(value);
    }
  }

  private static void putIfPresent(Map<String, Long> map, @Nullable String key, long value) {
    if (key != null) {
      map.put(key, value);
    }
  }

  private static void take(
      Set<Reference> open,
      Map<Reference, Long> resolved,
      Function<Reference, @Nullable Long> look) {
    open.removeIf(
        reference -> {
          Long object = look.apply(reference);
          if (object != null) {
            resolved.put(reference, object);
          }
          return object != null;
        });
  }
}
