package io.rollcall.backendsync;

import io.rollcall.exchange.Reference;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Problem;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What a chunk of records came to: lines of the plan, problems, objects seen, counts. */
final class ComparisonOutcome {
  private static final int NAMES_SHOWN = 10;
  private static final String KNOWN = "nothing, as long as it is meant to be so";

  /** By line, what the second pass must look for; empty for a line that is decided. */
  final List<Set<KeyHash>> pending = new ArrayList<>();

  final List<Problem> problems = new ArrayList<>();
  final Set<Long> seen = new HashSet<>();
  final Tally tally = new Tally();

  private final List<Supplier<ChangeRow>> drafts = new ArrayList<>();
  private final String organization;
  private final KnownProblems knownProblems;

  ComparisonOutcome(String organization, KnownProblems knownProblems) {
    this.organization = organization;
    this.knownProblems = knownProblems;
  }

  void line(Set<KeyHash> pendingKeys, Supplier<ChangeRow> draft) {
    pending.add(pendingKeys);
    drafts.add(draft);
  }

  /**
   * The lines, in order; with the place 0 until the caller gives them one. Compressing them is
   * worth both cores.
   */
  List<ChangeRow> rows() {
    return drafts.parallelStream().map(Supplier::get).toList();
  }

  void conflict(Candidate candidate, String message, String advice) {
    tally.note("conflicts", 1);
    problems.add(
        new Problem(Problem.Kind.CONFLICT, organization, candidate.label(), message, advice));
  }

  /**
   * One of the two may be an object whose GUID is not seen now, so nothing may count as missing.
   */
  void duplicate(Candidate candidate) {
    tally.note("unidentified", 1);
    conflict(
        candidate,
        "line %d has the GUID of an earlier record of the same source".formatted(candidate.line()),
        "the earlier record was used; export again");
  }

  /** It is the object's address, but whoever comes to have it there will be refused it. */
  void foreign(Candidate candidate, AddressDiff.Foreign address) {
    boolean known = knownProblems.knowsAddress(address.address());
    problems.add(
        new Problem(
            known ? Problem.Kind.NOTICE : Problem.Kind.WARNING,
            organization,
            candidate.label(),
            "the address smtp:%s lies in a domain of another organization, %s%s"
                .formatted(
                    address.address(),
                    address.organization(),
                    known ? ", as known-problems.foreign-addresses has it" : ""),
            known
                ? KNOWN
                : "remove it on the backend, or list it under known-problems.foreign-addresses in"
                    + " the job's file"));
  }

  void unresolved(Candidate candidate, List<Reference> references) {
    Map<Boolean, List<Reference>> byKnown =
        references.stream()
            .collect(
                Collectors.partitioningBy(
                    reference -> knownProblems.knowsReference(reference.raw())));
    unresolved(
        candidate,
        byKnown.getOrDefault(false, List.of()),
        Problem.Kind.UNRESOLVED,
        " that is known",
        "they are kept as text and resolved when the objects appear; if they never will, list them"
            + " under known-problems.unresolved in the job's file");
    unresolved(
        candidate,
        byKnown.getOrDefault(true, List.of()),
        Problem.Kind.NOTICE,
        ", as known-problems.unresolved has it",
        KNOWN);
  }

  private void unresolved(
      Candidate candidate,
      List<Reference> references,
      Problem.Kind kind,
      String who,
      String advice) {
    if (references.isEmpty()) {
      return;
    }
    List<String> names = references.stream().map(Reference::raw).limit(NAMES_SHOWN).toList();
    problems.add(
        new Problem(
            kind,
            organization,
            candidate.label(),
            "%s nobody%s: %s%s"
                .formatted(
                    Plural.of(references.size(), "reference names", "references name"),
                    who,
                    String.join(", ", names),
                    references.size() > NAMES_SHOWN ? ", …" : ""),
            advice));
  }
}
