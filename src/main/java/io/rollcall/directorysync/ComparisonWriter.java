package io.rollcall.directorysync;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** Writes what a chunk's comparison came to: lines, problems and counts, in its transaction. */
final class ComparisonWriter implements ItemWriter<Observed> {
  private final DirectoryParts parts;
  private final RunContext context;
  private final Organization organization;
  private final Plan plan;
  private final Comparison comparison;
  private final Tally tally;
  private long lastSeq;
  private long compared;

  ComparisonWriter(
      DirectoryParts parts,
      RunContext context,
      Organization organization,
      Plan plan,
      Comparison comparison) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.plan = plan;
    this.comparison = comparison;
    this.tally = plan.tally().copy();
    this.lastSeq = plan.lastSeq();
  }

  @Override
  public void write(Chunk<? extends Observed> chunk) {
    context.guard().requireLease(organization);
    Comparison.Outcome outcome = comparison.compare(chunk.getItems());
    tally.addAll(outcome.tally());
    List<ChangeRow> rows = new ArrayList<>();
    for (ChangeRow row : outcome.lines()) {
      rows.add(row.at(++lastSeq));
    }
    parts.changes().put(plan.id(), rows);
    parts.workingKeys().add(plan.id(), outcome.claims());
    parts.working().taken(plan.id(), outcome.taken());
    outcome
        .again()
        .forEach((kind, ids) -> parts.positions().again(organization.id(), plan.id(), kind, ids));
    parts.problems().add(context.run().id(), "resolve", outcome.problems());
    parts.plans().progress(plan.id(), plan.recordsRead(), lastSeq, tally);
    compared += chunk.size();
    context.progress().at("comparing " + organization.key(), compared, plan.recordsRead());
  }
}
