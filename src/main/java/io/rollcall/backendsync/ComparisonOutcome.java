package io.rollcall.backendsync;

import io.rollcall.exchange.Reference;
import io.rollcall.kernel.Problem;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What a chunk of records came to: lines of the plan, problems, objects seen, counts. */
final class ComparisonOutcome {
  private static final int NAMES_SHOWN = 10;

  /** By line, what the second pass must look for; empty for a line that is decided. */
  final List<Set<KeyHash>> pending = new ArrayList<>();

  final List<Problem> problems = new ArrayList<>();
  final Set<Long> seen = new HashSet<>();
  final Tally tally = new Tally();

  private final List<Supplier<ChangeRow>> drafts = new ArrayList<>();
  private final String organization;

  ComparisonOutcome(String organization) {
    this.organization = organization;
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

  void unresolved(Candidate candidate, List<Reference> references) {
    List<String> names = references.stream().map(Reference::raw).limit(NAMES_SHOWN).toList();
    problems.add(
        new Problem(
            Problem.Kind.UNRESOLVED,
            organization,
            candidate.label(),
            "%d references name nobody that is known: %s%s"
                .formatted(
                    references.size(),
                    String.join(", ", names),
                    references.size() > NAMES_SHOWN ? ", …" : ""),
            "they are kept as text and resolved when the objects appear"));
  }
}
