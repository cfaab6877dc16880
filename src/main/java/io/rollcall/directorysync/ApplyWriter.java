package io.rollcall.directorysync;

import io.rollcall.directorysync.PanelDirectory.MemberRow;
import io.rollcall.directorysync.PanelDirectory.Row;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import io.rollcall.plan.Plan;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a plan's lines, with their history in the same transaction. What changed in the panel
 * since the plan was made is a conflict: reported, not written, and read again by the next run.
 */
final class ApplyWriter implements ItemWriter<ChangeRow> {
  private final DirectoryParts parts;
  private final JdbcTemplate jdbc;
  private final RunContext context;
  private final Organization organization;
  private final Plan plan;
  private final Clock clock;
  private final TransactionTemplate savepoint;
  private final LongConsumer progress;

  ApplyWriter(
      DirectoryParts parts,
      JdbcTemplate jdbc,
      RunContext context,
      Organization organization,
      Plan plan,
      Clock clock,
      LongConsumer progress) {
    this.parts = parts;
    this.jdbc = jdbc;
    this.context = context;
    this.organization = organization;
    this.plan = plan;
    this.clock = clock;
    this.savepoint = parts.transaction();
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.progress = progress;
  }

  /** What a chunk could not write. */
  private static final class Moved {
    private final List<Problem> problems = new ArrayList<>();
    private final Map<Kind, Set<String>> again = new EnumMap<>(Kind.class);

    private void add(Kind kind, String id, Problem problem) {
      problems.add(problem);
      again.computeIfAbsent(kind, key -> new LinkedHashSet<>()).add(id);
    }
  }

  @Override
  public void write(Chunk<? extends ChangeRow> chunk) {
    context.guard().requireLease(organization);
    Moved moved = write(chunk.getItems());
    moved.again.forEach(
        (kind, ids) -> parts.positions().again(organization.id(), plan.id(), kind, ids));
    parts.problems().add(context.run().id(), "apply", moved.problems);
    progress.accept(chunk.size());
  }

  /** Each further try leaves addresses alone that another organization took in this moment. */
  private Moved write(List<? extends ChangeRow> lines) {
    Set<String> taken = new LinkedHashSet<>();
    while (true) {
      try {
        return Objects.requireNonNull(savepoint.execute(status -> write(lines, taken)));
      } catch (HeldElsewhere e) {
        taken.addAll(e.keys);
      }
    }
  }

  private Moved write(List<? extends ChangeRow> lines, Set<String> taken) {
    PanelWrites writes =
        new PanelWrites(organization.id(), context.run().id(), Utc.column(clock.instant()));
    Moved moved = new Moved();
    entries(lines, taken, writes, moved);
    for (ChangeRow row : lines) {
      if (row.kind().equals(Payload.MEMBERS)) {
        members(Payload.members(row), writes, moved);
      }
    }
    writes.write(jdbc);
    Set<String> elsewhere =
        parts.panel().heldElsewhereNow(organization.id(), writes.gainedAddresses());
    if (!elsewhere.isEmpty()) {
      throw new HeldElsewhere(elsewhere);
    }
    return moved;
  }

  private static final class HeldElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Set<String> keys;

    HeldElsewhere(Set<String> keys) {
      this.keys = keys;
    }
  }

  // users and lists

  private void entries(
      List<? extends ChangeRow> lines, Set<String> taken, PanelWrites writes, Moved moved) {
    List<EntryChange> changes =
        lines.stream()
            .filter(row -> !row.kind().equals(Payload.MEMBERS))
            .map(Payload::entry)
            .toList();
    Map<Kind, Map<String, Row>> rows = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      List<String> ids =
          changes.stream().filter(one -> one.kind() == kind).map(EntryChange::id).toList();
      rows.put(kind, parts.panel().find(organization.id(), kind, ids));
    }
    Set<String> elsewhere = heldElsewhere(changes);
    elsewhere.addAll(taken);
    for (EntryChange change : changes) {
      Row row = Objects.requireNonNull(rows.get(change.kind())).get(change.id());
      Entry live = row == null || row.removed() ? null : row.entry();
      if (Objects.equals(live, change.before())) {
        writes.entry(allowed(change, elsewhere, moved), row == null ? null : row.entry());
      } else {
        moved.add(change.kind(), change.id(), changedMeanwhile(label(change), "it"));
      }
    }
  }

  private Set<String> heldElsewhere(List<EntryChange> changes) {
    Set<String> gained = new LinkedHashSet<>();
    for (EntryChange change : changes) {
      change.addressChanges().stream()
          .filter(address -> address.before() == null)
          .forEach(address -> gained.add(new Entry.Address(address.address(), false).key()));
    }
    return parts.panel().heldElsewhere(organization.id(), gained);
  }

  /** Without addresses that another organization took since the plan was made. */
  private EntryChange allowed(EntryChange change, Set<String> elsewhere, Moved moved) {
    Entry after = change.after();
    if (after == null
        || after.addresses().stream().noneMatch(one -> elsewhere.contains(one.key()))) {
      return change;
    }
    List<Entry.Address> kept = new ArrayList<>();
    for (Entry.Address address : after.addresses()) {
      if (elsewhere.contains(address.key())) {
        moved.add(
            change.kind(),
            change.id(),
            conflict(
                label(change),
                "another organization took the address %s after the plan was made; it was left there"
                    .formatted(address.address())));
      } else {
        kept.add(address);
      }
    }
    return new EntryChange(
        change.kind(),
        change.id(),
        change.before(),
        after.withAddresses(kept),
        change.why(),
        change.returns());
  }

  private static String label(EntryChange change) {
    Entry named = change.after() == null ? change.before() : change.after();
    return named == null ? change.id() : named.label();
  }

  // members

  private void members(MembersChange change, PanelWrites writes, Moved moved) {
    Map<String, MemberRow> rows =
        new HashMap<>(
            parts
                .panel()
                .members(
                    organization.id(),
                    change.listId(),
                    change.members().stream().map(MembersChange.Member::id).toList()));
    for (MembersChange.Member member : change.members()) {
      if (isAsPlanned(member, rows.get(member.id()))) {
        writes.member(change.listId(), member);
      } else {
        moved.add(
            Kind.LIST,
            change.listId(),
            changedMeanwhile(change.label(), "the member " + member.label()));
      }
    }
  }

  private static boolean isAsPlanned(MembersChange.Member member, @Nullable MemberRow row) {
    String kind = row == null || row.removed() ? null : row.kind();
    return Objects.equals(kind, member.operation() == Operation.ADD ? null : member.kindBefore());
  }

  private Problem changedMeanwhile(String item, String what) {
    return conflict(
        item, what + " changed in the panel after the plan was made; it was not written");
  }

  private Problem conflict(String item, String message) {
    return new Problem(
        Problem.Kind.CONFLICT,
        organization.key(),
        item,
        message,
        "run the job again: it looks at it anew");
  }
}
