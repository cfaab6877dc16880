package io.rollcall.backendsync;

import io.rollcall.backendsync.ObjectChange.AddressFact;
import io.rollcall.backendsync.Panel.Facts;
import io.rollcall.exchange.Parsed;
import io.rollcall.exchange.RecordParser;
import io.rollcall.exchange.Reference;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the stored lines of a plan say. */
final class PlanLines {
  private final ObjectDiff diff;
  private final RecordParser parser = new RecordParser();

  PlanLines(ContactsRule disabledContacts) {
    this.diff = new ObjectDiff(disabledContacts);
  }

  /**
   * A line and its change.
   *
   * @param recognizable the record may be recognised by its hash next time
   */
  record Line(ChangeRow row, ObjectChange change, boolean recognizable) {}

  /** The candidate that a line of the plan holds, whole or with what was decided of it. */
  Candidate candidate(ChangeRow row) {
    return row.operation() == Operation.ADD
        ? addition(row).candidate()
        : candidate(row, row.payload());
  }

  private Candidate candidate(ChangeRow row, byte[] stored) {
    byte[] record = Payload.inflate(stored);
    if (!(parser.parse(record) instanceof Parsed.Read read)) {
      throw new IllegalStateException(
          "the record of line " + row.seq() + " can no longer be parsed: make a new plan");
    }
    return Candidate.of(
        read.object(),
        row.seq(),
        Objects.requireNonNullElse(row.lineHash(), new byte[0]),
        record,
        stored);
  }

  /**
   * Decodes lines, the references of added objects resolved among the panel's objects and the
   * plan's.
   */
  List<Line> decode(List<? extends ChangeRow> rows, ReferenceIndex index) {
    Map<ChangeRow, Addition> additions = new LinkedHashMap<>();
    List<Reference> references = new ArrayList<>();
    for (ChangeRow row : rows) {
      if (row.operation() == Operation.ADD) {
        Addition addition = addition(row);
        additions.put(row, addition);
        references.addAll(addition.candidate().references());
      }
    }
    Map<Reference, Long> resolved = index.resolve(references, true);
    List<Line> lines = new ArrayList<>();
    for (ChangeRow row : rows) {
      Addition addition = additions.get(row);
      if (addition != null) {
        lines.add(line(row, addition, resolved));
      } else if (row.operation() != Operation.EQUAL) {
        lines.add(new Line(row, Payload.change(row.payload()), row.lineHash() != null));
      }
    }
    return lines;
  }

  /** One line by itself, for a report: references of an added object stay as they are. */
  ObjectChange decode(ChangeRow row) {
    return row.operation() == Operation.ADD
        ? change(addition(row), reference -> null)
        : Payload.change(row.payload());
  }

  private record Addition(Candidate candidate, Payload.Decided decided) {}

  private Addition addition(ChangeRow row) {
    Payload.Added added = Payload.added(row.payload());
    return new Addition(candidate(row, added.record()), added.decided());
  }

  private Line line(ChangeRow row, Addition addition, Map<Reference, Long> resolved) {
    boolean recognizable =
        row.lineHash() != null && addition.candidate().recognizable(resolved.keySet());
    return new Line(row, change(addition, resolved::get), recognizable);
  }

  private ObjectChange change(Addition addition, Function<Reference, @Nullable Long> resolved) {
    List<AddressFact> addresses = addition.decided().addresses();
    return diff.of(
        addition.candidate(),
        null,
        Facts.none(),
        new AddressDiff(addresses, List.of(), List.of(), false, false, List.of(), List.of()),
        addition.decided().replaces(),
        resolved);
  }
}
