package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile.Line;
import io.rollcall.exchange.GroupState;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.KeyHash;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;

/**
 * The first pass over a chunk of records: leaves out the unchanged, compares the rest with the
 * panel and writes the plan's lines, problems and counts in the chunk's transaction.
 */
final class RecordComparisonWriter implements ItemWriter<Incoming> {
  private final SyncParts parts;
  private final RunContext context;
  private final Organization organization;
  private final long planId;
  private final Comparison comparison;
  private final OnlyFilter only;
  private final RecordParser parser = new RecordParser();
  private final Roaring64Bitmap seen;
  private final Tally tally;
  private long records;
  private long lastSeq;

  RecordComparisonWriter(
      SyncParts parts,
      RunContext context,
      Organization organization,
      Plan plan,
      Comparison comparison,
      OnlyFilter only) {
    this.parts = parts;
    this.context = context;
    this.organization = organization;
    this.planId = plan.id();
    this.comparison = comparison;
    this.only = only;
    this.seen = parts.changes().seen(plan.id());
    this.tally = plan.tally().copy();
    this.records = plan.recordsRead();
    this.lastSeq = plan.lastSeq();
  }

  @Override
  public void write(Chunk<? extends Incoming> chunk) {
    context.guard().requireLease(organization);
    Roaring64Bitmap seenHere = new Roaring64Bitmap();
    List<Problem> problems = new ArrayList<>();
    List<Candidate> candidates = new ArrayList<>();
    for (Incoming record : chunk) {
      Long object = record.known();
      if (object != null && !seen.contains(object) && !seenHere.contains(object)) {
        seenHere.addLong(object);
        tally.note("unchanged", 1);
      } else {
        sort(record.line(), content(record), candidates, problems, seenHere);
      }
    }
    ComparisonOutcome outcome =
        comparison.first(candidates, id -> seen.contains(id) || seenHere.contains(id));
    outcome.seen.forEach(seenHere::addLong);
    problems.addAll(outcome.problems);
    tally.addAll(outcome.tally);
    records += chunk.size();
    Map<Long, Set<KeyHash>> pending = new HashMap<>();
    parts.changes().put(planId, numbered(outcome, pending));
    parts.changes().pend(planId, pending);
    parts.changes().saw(planId, records, seenHere);
    parts.problems().add(context.run().id(), "read", problems);
    parts.plans().progress(planId, records, lastSeq, tally);
    seen.or(seenHere);
  }

  private Incoming.Content content(Incoming record) {
    return record.content() == null ? Incoming.Content.of(parser, record.line()) : record.content();
  }

  private void sort(
      Line line,
      Incoming.Content content,
      List<Candidate> candidates,
      List<Problem> problems,
      Roaring64Bitmap seenHere) {
    Parsed parsed = content.parsed();
    Candidate candidate = content.candidate();
    if (parsed instanceof Parsed.Read read && candidate != null) {
      if (only.takes(candidate)) {
        candidates.add(candidate);
        notes(candidate, read.notices(), problems);
      }
    } else if (parsed instanceof Parsed.Excluded) {
      tally.note("excluded", 1);
    } else if (parsed instanceof Parsed.Refused refused) {
      refused(line, refused, problems, seenHere);
    }
  }

  /**
   * A group that could not be read is an item left out; an unknown property is only worth knowing.
   */
  private void notes(Candidate candidate, List<String> notices, List<Problem> problems) {
    List<String> failed =
        candidate.object().readings().values().stream()
            .filter(reading -> reading.state() == GroupState.FAILED)
            .map(reading -> '"' + reading.section().key() + '"')
            .toList();
    for (String notice : notices) {
      boolean skipped = failed.stream().anyMatch(notice::startsWith);
      tally.note("skipped", skipped ? 1 : 0);
      problems.add(
          new Problem(
              skipped ? Problem.Kind.SKIPPED : Problem.Kind.NOTICE,
              organization.key(),
              candidate.label(),
              notice,
              skipped
                  ? "the panel keeps what it has; the group is compared when it can be read again"
                  : "the rest of the record was used"));
    }
  }

  /**
   * A record that cannot be read still proves that its object is there, when it says which object
   * that is.
   */
  private void refused(
      Line line, Parsed.Refused refused, List<Problem> problems, Roaring64Bitmap seenHere) {
    tally.note("skipped", 1);
    UUID guid = refused.guid();
    if (guid == null) {
      tally.note("unidentified", 1);
    } else {
      Set<Long> objects = parts.panel().everNamedBy("backend_guid", List.of(guid));
      objects.forEach(seenHere::addLong);
    }
    if (only.isEmpty() || guid == null) {
      String item = refused.item().isEmpty() ? "" : ", " + refused.item();
      problems.add(
          new Problem(
              Problem.Kind.SKIPPED,
              organization.key(),
              "line " + line.number() + item,
              refused.message(),
              refused.advice()));
    }
  }

  private List<ChangeRow> numbered(ComparisonOutcome outcome, Map<Long, Set<KeyHash>> pending) {
    List<ChangeRow> numbered = new ArrayList<>();
    List<ChangeRow> rows = outcome.rows();
    for (int i = 0; i < rows.size(); i++) {
      numbered.add(rows.get(i).at(++lastSeq));
      if (!outcome.pending.get(i).isEmpty()) {
        pending.put(lastSeq, outcome.pending.get(i));
      }
    }
    return numbered;
  }
}
