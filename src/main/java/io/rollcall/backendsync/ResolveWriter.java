package io.rollcall.backendsync;

import io.rollcall.backendsync.Comparison.Staged;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * The second pass: staged records, decided with every object of the run known; staged additions
 * first, because what is not added after all claims nothing and is nobody's target.
 */
final class ResolveWriter implements ItemWriter<ChangeRow> {
  private final SyncParts parts;
  private final RunContext context;
  private final Organization organization;
  private final Plan plan;
  private final Comparison comparison;
  private final LongPredicate goneAfterRun;
  private final PlanLines lines;
  private final Tally tally;

  ResolveWriter(
      SyncParts parts,
      RunContext context,
      Organization organization,
      Plan plan,
      Comparison comparison,
      LongPredicate goneAfterRun,
      PlanLines lines) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.plan = plan;
    this.comparison = comparison;
    this.goneAfterRun = goneAfterRun;
    this.lines = lines;
    this.tally = plan.tally().copy();
  }

  @Override
  public void write(Chunk<? extends ChangeRow> chunk) {
    context.guard().requireLease(organization);
    List<Staged> staged = new ArrayList<>();
    List<Candidate> added = new ArrayList<>();
    for (ChangeRow row : chunk.getItems()) {
      Candidate candidate = lines.candidate(row);
      if (row.operation() == Operation.ADD) {
        added.add(candidate);
      } else {
        staged.add(new Staged(candidate, row.objectId(), row.seq()));
      }
    }
    ComparisonOutcome outcome = comparison.second(staged, goneAfterRun);
    comparison.reportUnresolved(added, outcome);
    tally.addAll(outcome.tally);
    List<ChangeRow> rows = outcome.rows();
    parts.changes().put(plan.id(), rows);
    parts.changes().remove(plan.id(), undone(staged, rows));
    parts.changes().settle(plan.id(), staged.stream().map(Staged::seq).toList());
    parts.problems().add(context.run().id(), "resolve", outcome.problems);
    parts.plans().progress(plan.id(), plan.recordsRead(), plan.lastSeq(), tally);
  }

  private static List<Long> undone(List<Staged> staged, List<ChangeRow> rows) {
    Set<Long> done = new HashSet<>();
    rows.forEach(row -> done.add(row.seq()));
    return staged.stream().map(Staged::seq).filter(seq -> !done.contains(seq)).toList();
  }
}
