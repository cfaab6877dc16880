package io.rollcall.backendsync;

import io.rollcall.backendsync.Comparison.Decided;
import io.rollcall.backendsync.Comparison.Matched;
import io.rollcall.backendsync.Panel.Facts;
import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.Reference;
import io.rollcall.kernel.Sha256;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.Operation;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns compared records into lines of the plan. */
final class LineDrafts {
  private final ObjectDiff diff;

  LineDrafts(ContactsRule disabledContacts) {
    this.diff = new ObjectDiff(disabledContacts);
  }

  /**
   * Drafts a line, or notes that the second pass must decide it.
   *
   * @param resolved the objects that references stand for
   * @param last whether this is the second pass
   */
  void line(
      Decided decided,
      Surroundings around,
      Map<Long, Facts> facts,
      ReferenceIndex index,
      Map<Reference, Long> resolved,
      boolean last,
      ComparisonOutcome outcome) {
    Matched object = decided.object();
    AddressDiff addressDiff = decided.addresses();
    Candidate candidate = object.candidate();
    List<Reference> unresolved =
        candidate.references().stream().filter(r -> !resolved.containsKey(r)).distinct().toList();
    // An object that the plan adds may turn out not to be added: a line that names it must wait.
    boolean waits =
        !object.isNew()
            && (!unresolved.isEmpty() || candidate.references().stream().anyMatch(index::isOfPlan));
    if (!last && (addressDiff.undecided() || waits)) {
      outcome.line(
          Set.of(KeyHash.NONE),
          () ->
              row(
                  object,
                  object.isNew() ? Operation.STAGED_ADD : Operation.STAGED,
                  new Payload(candidate.stored(), Sha256.of(candidate.raw())),
                  candidate.hash()));
      return;
    }
    addressDiff
        .conflicts()
        .forEach(
            text ->
                outcome.conflict(candidate, text, "remove it from one of the two on the backend"));
    addressDiff.foreign().forEach(address -> outcome.foreign(candidate, address));
    if (last && !unresolved.isEmpty()) {
      outcome.unresolved(candidate, unresolved);
    }
    if (object.isNew()) {
      added(object, addressDiff, last ? Set.of() : ReferenceIndex.pendingKeys(unresolved), outcome);
    } else {
      updated(object, addressDiff, around, facts, resolved, outcome);
    }
  }

  private static void added(
      Matched object, AddressDiff addressDiff, Set<KeyHash> pending, ComparisonOutcome outcome) {
    Candidate candidate = object.candidate();
    outcome.tally.change(ObjectDiff.objects(candidate.object().kind()), Operation.ADD, 1);
    byte[] hash = undisputed(addressDiff) && candidate.complete() ? candidate.hash() : null;
    var decided = new Payload.Decided(addressDiff.facts(), replaces(addressDiff));
    outcome.line(
        pending,
        () ->
            row(
                object,
                Operation.ADD,
                Payload.ofAdded(decided, candidate.raw(), candidate.stored()),
                hash));
  }

  private void updated(
      Matched object,
      AddressDiff addressDiff,
      Surroundings around,
      Map<Long, Facts> facts,
      Map<Reference, Long> resolved,
      ComparisonOutcome outcome) {
    Candidate candidate = object.candidate();
    Known known = around.known.get(object.objectId());
    ObjectChange change =
        diff.of(
            candidate,
            known == null ? null : known.identity(),
            facts.getOrDefault(object.objectId(), Facts.none()),
            addressDiff,
            null,
            resolved::get);
    boolean clean = undisputed(addressDiff) && candidate.recognizable(resolved.keySet());
    byte[] hash = clean ? candidate.hash() : null;
    if (change.isEmpty()) {
      outcome.tally.note("unchanged", 1);
      if (hash != null || object.seq() > 0) {
        outcome.line(Set.of(), () -> row(object, Operation.EQUAL, Payload.NONE, hash));
      }
      return;
    }
    ObjectDiff.count(change, candidate.object().kind(), Operation.UPDATE, outcome.tally);
    outcome.line(Set.of(), () -> row(object, Operation.UPDATE, Payload.of(change), hash));
  }

  /** An object with a problem is looked at again by each run, and its problem reported again. */
  private static boolean undisputed(AddressDiff addresses) {
    return addresses.conflicts().isEmpty() && addresses.foreign().isEmpty();
  }

  /**
   * The object that held the new one's primary address: it is gone, or will be when this plan is
   * applied.
   */
  private static @Nullable Long replaces(AddressDiff addresses) {
    return addresses.facts().stream()
        .filter(fact -> fact.primary() && fact.previousHolder() != null)
        .map(ObjectChange.AddressFact::previousHolder)
        .findFirst()
        .orElse(null);
  }

  private static ChangeRow row(
      Matched object, Operation operation, Payload payload, byte @Nullable [] hash) {
    return new ChangeRow(
        object.seq(),
        object.objectId(),
        object.candidate().object().kind().key(),
        operation,
        object.candidate().label(),
        payload.stored(),
        payload.digest(),
        hash);
  }
}
