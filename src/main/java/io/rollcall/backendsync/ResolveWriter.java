package io.rollcall.backendsync;

import io.rollcall.backendsync.Comparison.Outcome;
import io.rollcall.backendsync.Comparison.Staged;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/** The second pass: staged records, decided with every object of the run known. */
final class ResolveWriter implements ItemWriter<ChangeRow> {
  private final SyncParts parts;
  private final RunContext context;
  private final Organization organization;
  private final Plan plan;
  private final Comparison comparison;
  private final LongPredicate goneAfterRun;
  private final RecordParser parser = new RecordParser();
  private final Tally tally;

  ResolveWriter(
      SyncParts parts,
      RunContext context,
      Organization organization,
      Plan plan,
      Comparison comparison,
      LongPredicate goneAfterRun) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.plan = plan;
    this.comparison = comparison;
    this.goneAfterRun = goneAfterRun;
    this.tally = plan.tally().copy();
  }

  @Override
  public void write(Chunk<? extends ChangeRow> chunk) {
    context.guard().requireLease(organization);
    List<Staged> staged = new ArrayList<>();
    for (ChangeRow row : chunk.getItems()) {
      byte[] raw = Payload.inflate(row.payload());
      if (!(parser.parse(raw) instanceof Parsed.Read read)) {
        throw new IllegalStateException("a staged record can no longer be parsed");
      }
      byte[] hash = Objects.requireNonNull(row.lineHash());
      staged.add(
          new Staged(
              new Candidate(read.object(), row.seq(), hash, raw), row.objectId(), row.seq()));
    }
    Outcome outcome = comparison.second(staged, goneAfterRun);
    tally.addAll(outcome.tally);
    parts.changes().put(plan.id(), outcome.rows);
    parts.changes().remove(plan.id(), undone(staged, outcome));
    parts.problems().add(context.run().id(), "resolve", outcome.problems);
    parts.plans().progress(plan.id(), plan.recordsRead(), plan.lastSeq(), tally);
  }

  private static List<Long> undone(List<Staged> staged, Outcome outcome) {
    Set<Long> done = new HashSet<>();
    outcome.rows.forEach(row -> done.add(row.seq()));
    return staged.stream().map(Staged::seq).filter(seq -> !done.contains(seq)).toList();
  }
}
