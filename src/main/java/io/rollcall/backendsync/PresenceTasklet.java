package io.rollcall.backendsync;

import io.rollcall.backendsync.Panel.Known;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.springframework.batch.core.scope.context.ChunkContext;
import org.springframework.batch.core.step.StepContribution;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/**
 * Finds the objects that the panel has and a complete read no longer found: each gets a line that
 * marks it gone. One page of the panel's objects per transaction.
 */
final class PresenceTasklet implements Tasklet {
  private static final String AFTER = "afterObject";
  private static final int PAGE = 20_000;

  private final SyncParts parts;
  private final RunContext context;
  private final Organization organization;
  private final Plan plan;
  private final Roaring64Bitmap seen;
  private final Tally tally;
  private long lastSeq;

  PresenceTasklet(SyncParts parts, RunContext context, Organization organization, Plan plan) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.plan = plan;
    this.seen = parts.changes().seen(plan.id());
    this.tally = plan.tally().copy();
    this.lastSeq = plan.lastSeq();
  }

  @Override
  public RepeatStatus execute(StepContribution contribution, ChunkContext chunk) {
    context.guard().requireLease(organization);
    ExecutionContext position = chunk.getStepContext().getStepExecution().getExecutionContext();
    if (!plan.complete()) {
      explain();
      return RepeatStatus.FINISHED;
    }
    long after = position.getLong(AFTER, 0L);
    List<Long> page = parts.panel().objects(organization.id(), after, PAGE);
    if (page.isEmpty()) {
      return RepeatStatus.FINISHED;
    }
    markMissing(page.stream().filter(id -> !seen.contains(id)).toList());
    position.putLong(AFTER, page.get(page.size() - 1));
    return RepeatStatus.CONTINUABLE;
  }

  private void markMissing(List<Long> missing) {
    Map<Long, Known> known = parts.panel().known(missing);
    Map<Long, String> labels = parts.names().of(missing);
    List<ChangeRow> rows = new ArrayList<>();
    for (long id : missing) {
      Known object = known.get(id);
      if (object != null && object.identity() != null && !object.gone()) {
        rows.add(gone(object, labels.getOrDefault(id, "object " + id)));
      }
    }
    parts.changes().put(plan.id(), rows);
    parts.plans().progress(plan.id(), plan.recordsRead(), lastSeq, tally);
  }

  private ChangeRow gone(Known object, String label) {
    ObjectChange.IdentityFact before = java.util.Objects.requireNonNull(object.identity());
    ObjectChange change =
        new ObjectChange(
            before.with(before.version() + 1, ObjectChange.GONE),
            before,
            List.of(),
            List.of(),
            List.of(),
            null,
            null);
    ObjectKind kind = ObjectKind.valueOf(object.kind().toUpperCase(Locale.ROOT));
    ObjectDiff.count(change, kind, Operation.REMOVE, tally);
    Payload payload = Payload.of(change);
    return new ChangeRow(
        ++lastSeq,
        object.id(),
        object.kind(),
        Operation.REMOVE,
        label,
        payload.stored(),
        payload.digest(),
        null);
  }

  private void explain() {
    if (context.run().kind() == Run.Kind.ONLY) {
      return;
    }
    parts.problems().clear(context.run().id(), "presence", organization.key());
    parts
        .problems()
        .add(
            context.run().id(),
            "presence",
            List.of(
                new Problem(
                    Problem.Kind.NOTICE,
                    organization.key(),
                    "presence",
                    Plural.of(tally.noted("unidentified"), "record")
                        + " could not be identified, so nothing was marked gone in this run",
                    "mend the records that the problems name and run again")));
  }
}
