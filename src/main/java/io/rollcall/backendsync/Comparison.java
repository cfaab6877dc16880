package io.rollcall.backendsync;

import io.rollcall.backendsync.Panel.AddressHead;
import io.rollcall.backendsync.Panel.Facts;
import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.Address;
import io.rollcall.exchange.Identity;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.exchange.Reference;
import io.rollcall.kernel.Organization;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.Sequences;
import io.rollcall.plan.WorkingKeys;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Turns a chunk of records into lines of the plan, in two passes. The first decides what depends on
 * the panel and on earlier records alone; what depends on records still to come (a member further
 * down, an address that changes hands) is staged, and the second pass decides it with everything
 * known. Both passes are the same comparison.
 */
final class Comparison {
  private final Panel panel;
  private final WorkingKeys workingKeys;
  private final Sequences sequences;
  private final LineDrafts drafts;
  private final Names names;
  private final Labels labels;
  private final KnownProblems knownProblems;
  private final Organization organization;
  private final long planId;
  private final TransactionTemplate savepoint;

  Comparison(
      Panel panel,
      WorkingKeys workingKeys,
      Sequences sequences,
      Names names,
      ContactsRule disabledContacts,
      KnownProblems knownProblems,
      Organization organization,
      long planId,
      PlatformTransactionManager transactions) {
    this.panel = panel;
    this.workingKeys = workingKeys;
    this.sequences = sequences;
    this.drafts = new LineDrafts(disabledContacts);
    this.names = names;
    this.labels = new Labels(names);
    this.knownProblems = knownProblems;
    this.organization = organization;
    this.planId = planId;
    this.savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
  }

  /** A record that was matched: which object it is, and whether the plan makes it. */
  record Matched(Candidate candidate, long objectId, boolean isNew, long seq) {}

  /** A matched record, and what becomes of its addresses. */
  record Decided(Matched object, AddressDiff addresses) {}

  /** What the second pass needs of a line: which object, and its place in the plan. */
  record Staged(Candidate candidate, long objectId, long seq) {}

  /**
   * First pass.
   *
   * @param alreadySeen objects of the panel that earlier records were matched to
   */
  ComparisonOutcome first(List<Candidate> candidates, LongPredicate alreadySeen) {
    try {
      // Nearly every source has each GUID and each address once. Asking for each of them first
      // would double the look-ups: the unique key of the working rows tells, and only then is
      // asked.
      return Objects.requireNonNull(
          savepoint.execute(status -> first(candidates, alreadySeen, false)));
    } catch (DuplicateKeyException e) {
      return first(candidates, alreadySeen, true);
    }
  }

  private ComparisonOutcome first(
      List<Candidate> candidates, LongPredicate alreadySeen, boolean askForEveryKey) {
    ComparisonOutcome outcome = new ComparisonOutcome(organization.key(), knownProblems);
    Surroundings around = surroundings(candidates, Set.of(), askForEveryKey);
    List<Matched> matched = match(candidates, around, alreadySeen, outcome);
    decide(matched, around, null, outcome);
    return outcome;
  }

  /**
   * Second pass.
   *
   * @param goneAfterRun whether an object of the panel will be marked gone by this plan
   */
  ComparisonOutcome second(List<Staged> staged, LongPredicate goneAfterRun) {
    ComparisonOutcome outcome = new ComparisonOutcome(organization.key(), knownProblems);
    Set<Long> ids = new HashSet<>();
    staged.forEach(row -> ids.add(row.objectId()));
    Surroundings around = surroundings(staged.stream().map(Staged::candidate).toList(), ids, true);
    List<Matched> matched = new ArrayList<>();
    for (Staged row : staged) {
      boolean isNew = !around.known.containsKey(row.objectId());
      matched.add(new Matched(row.candidate(), row.objectId(), isNew, row.seq()));
    }
    decide(matched, around, goneAfterRun, outcome);
    return outcome;
  }

  /** Reports what is still unresolved of added objects, now that all objects are known. */
  void reportUnresolved(List<Candidate> added, ComparisonOutcome outcome) {
    Map<Reference, Long> resolved =
        new ReferenceIndex(panel, workingKeys, organization.id(), planId)
            .resolve(added.stream().flatMap(c -> c.references().stream()).toList(), true);
    for (Candidate candidate : added) {
      List<Reference> unresolved =
          candidate.references().stream().filter(r -> !resolved.containsKey(r)).distinct().toList();
      if (!unresolved.isEmpty()) {
        outcome.unresolved(candidate, unresolved);
      }
    }
  }

  private Surroundings surroundings(
      List<Candidate> candidates, Set<Long> objectIds, boolean everyKey) {
    Set<String> addressKeys = new HashSet<>();
    List<Identity> identities = new ArrayList<>();
    for (Candidate candidate : candidates) {
      candidate.addresses().forEach(address -> addressKeys.add(address.key()));
      identities.add(candidate.object().identity());
    }
    Map<String, List<AddressHead>> heads = panel.addressHeads(addressKeys);
    Set<Long> ids = new HashSet<>(objectIds);
    ids.addAll(panel.everNamedByIdentities(identities));
    heads.values().forEach(list -> list.forEach(head -> ids.add(head.objectId())));
    Set<KeyHash> keys = new HashSet<>();
    for (String key : addressKeys) {
      if (everyKey || heads.containsKey(key)) {
        keys.add(ReferenceIndex.claimKey(key));
        keys.add(ReferenceIndex.dropKey(key));
      }
    }
    if (everyKey) {
      identities.forEach(identity -> keys.add(ReferenceIndex.guidKey(identity.backendGuid())));
    }
    return new Surroundings(
        heads,
        panel.known(ids),
        new HashMap<>(workingKeys.find(planId, keys)),
        names.owners(domains(candidates)));
  }

  private static Set<String> domains(List<Candidate> candidates) {
    Set<String> domains = new HashSet<>();
    for (Candidate candidate : candidates) {
      if (candidate.object().kind() != ObjectKind.CONTACT) {
        candidate.addresses().forEach(address -> domains.add(domain(address)));
      }
    }
    domains.remove("");
    return domains;
  }

  /** The domain of a mail address in lower case; empty for any other. */
  private static String domain(Address address) {
    String key = address.key();
    return address.prefix().equals("smtp") ? key.substring(key.lastIndexOf('@') + 1) : "";
  }

  private List<Matched> match(
      List<Candidate> candidates,
      Surroundings around,
      LongPredicate alreadySeen,
      ComparisonOutcome outcome) {
    List<Matched> matched = new ArrayList<>();
    Set<java.util.UUID> newGuids = new HashSet<>();
    List<Candidate> fresh = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Matching match =
          Matching.of(
              candidate, organization.id(), around.candidatesFor(candidate), around.heads, labels);
      if (match instanceof Matching.Conflict conflict) {
        outcome.seen.addAll(conflict.involved());
        outcome.conflict(candidate, conflict.message(), conflict.advice());
      } else if (match instanceof Matching.Existing existing) {
        long id = existing.object().id();
        if (alreadySeen.test(id) || !outcome.seen.add(id)) {
          outcome.duplicate(candidate);
        } else {
          matched.add(new Matched(candidate, id, false, 0));
        }
      } else {
        java.util.UUID guid = candidate.object().identity().backendGuid();
        if (around.keys.containsKey(ReferenceIndex.guidKey(guid)) || !newGuids.add(guid)) {
          outcome.duplicate(candidate);
        } else {
          fresh.add(candidate);
        }
      }
    }
    if (!fresh.isEmpty()) {
      long id = sequences.take("object", fresh.size());
      for (Candidate candidate : fresh) {
        matched.add(new Matched(candidate, id++, true, 0));
      }
    }
    matched.sort(java.util.Comparator.comparingLong(object -> object.candidate().line()));
    return matched;
  }

  /**
   * Compares matched records and makes their lines.
   *
   * @param goneAfterRun null in the first pass, when that is not known yet
   */
  private void decide(
      List<Matched> matched,
      Surroundings around,
      @Nullable LongPredicate goneAfterRun,
      ComparisonOutcome outcome) {
    Map<Long, Facts> facts =
        panel.facts(
            matched.stream().filter(object -> !object.isNew()).map(Matched::objectId).toList());
    List<Decided> decided = new ArrayList<>();
    Map<KeyHash, Long> newKeys = new LinkedHashMap<>();
    for (Matched object : matched) {
      AddressDiff addressDiff = addresses(object, around, facts, goneAfterRun);
      if (object.isNew() && addressDiff.primaryConflict()) {
        addressDiff
            .conflicts()
            .forEach(
                text ->
                    outcome.conflict(
                        object.candidate(),
                        text,
                        "it was not added; remove the address from one of the two on the backend"));
        if (goneAfterRun != null) {
          workingKeys.withdraw(planId, object.objectId());
          around.keys.values().removeIf(id -> id == object.objectId());
        }
        continue;
      }
      decided.add(new Decided(object, addressDiff));
      if (goneAfterRun == null) {
        register(object, addressDiff, around, newKeys);
      }
    }
    workingKeys.add(planId, newKeys);
    ReferenceIndex index = new ReferenceIndex(panel, workingKeys, organization.id(), planId);
    Map<Reference, Long> resolved =
        index.resolve(
            decided.stream().flatMap(d -> d.object().candidate().references().stream()).toList(),
            goneAfterRun != null);
    for (Decided each : decided) {
      drafts.line(each, around, facts, index, resolved, goneAfterRun != null, outcome);
    }
  }

  private AddressDiff addresses(
      Matched object,
      Surroundings around,
      Map<Long, Facts> facts,
      @Nullable LongPredicate goneAfterRun) {
    if (!object.candidate().addressesRead()) {
      return AddressDiff.unread();
    }
    AddressDiff.Others others =
        new AddressDiff.Others() {
          @Override
          public @Nullable Long claimant(String key) {
            return around.keys.get(ReferenceIndex.claimKey(key));
          }

          @Override
          public @Nullable Boolean released(long holder, String key) {
            return goneAfterRun == null
                ? null
                : Objects.equals(around.keys.get(ReferenceIndex.dropKey(key)), holder)
                    || (hasIdentity(around, holder) && goneAfterRun.test(holder));
          }

          @Override
          public boolean gone(long id) {
            Known known = around.known.get(id);
            return known != null && known.gone();
          }

          @Override
          public boolean claimsAddresses(long id) {
            Known known = around.known.get(id);
            return known == null || known.claimsAddresses();
          }

          @Override
          public @Nullable String owner(Address address) {
            String owner = around.owners.get(domain(address));
            return organization.key().equals(owner) ? null : owner;
          }

          @Override
          public String object(long id) {
            return labels.numbered(id);
          }

          @Override
          public String organization(long id) {
            return labels.organization(id);
          }
        };
    return AddressDiff.of(
        organization.id(),
        object.objectId(),
        object.candidate().object().kind() == ObjectKind.CONTACT,
        object.candidate().addresses(),
        facts.getOrDefault(object.objectId(), Facts.none()).addresses(),
        around.heads,
        others);
  }

  /** An object made by hand that the backend never had cannot be gone from it. */
  private static boolean hasIdentity(Surroundings around, long id) {
    Known known = around.known.get(id);
    return known != null && known.identity() != null;
  }

  private static void register(
      Matched object, AddressDiff addressDiff, Surroundings around, Map<KeyHash, Long> newKeys) {
    // An object made by hand has no identity in the panel yet by which references would find it.
    Set<KeyHash> keys =
        object.isNew() || !hasIdentity(around, object.objectId())
            ? ReferenceIndex.keysOf(object.candidate())
            : new HashSet<>();
    addressDiff.claims().forEach(key -> keys.add(ReferenceIndex.claimKey(key)));
    addressDiff.drops().forEach(key -> keys.add(ReferenceIndex.dropKey(key)));
    for (KeyHash key : keys) {
      if (around.keys.putIfAbsent(key, object.objectId()) == null) {
        newKeys.put(key, object.objectId());
      }
    }
  }
}
