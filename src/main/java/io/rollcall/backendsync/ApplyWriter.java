package io.rollcall.backendsync;

import io.rollcall.backendsync.MovedTargets.Verified;
import io.rollcall.exchange.ObjectKind;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.Operation;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes a chunk of the plan's lines to the panel, with the chunk's position in one transaction. A
 * line whose target moved since the plan was made is a conflict: reported, not written. Another
 * writer's row that appears between the check and the insert shows as a duplicate key; the chunk is
 * then rolled back to its savepoint, checked again and written without it.
 */
final class ApplyWriter implements ItemWriter<ChangeRow> {
  /** Each further try means that yet another row appeared within milliseconds. */
  private static final int TRIES = 5;

  private final SyncParts parts;
  private final JdbcTemplate jdbc;
  private final RunContext context;
  private final Organization organization;
  private final PlanLines planLines;
  private final ReferenceIndex references;
  private final Clock clock;
  private final MovedTargets movedTargets;
  private final TransactionTemplate savepoint;
  private final java.util.function.LongConsumer progress;

  ApplyWriter(
      SyncParts parts,
      JdbcTemplate jdbc,
      PlatformTransactionManager transactions,
      RunContext context,
      Organization organization,
      PlanLines planLines,
      ReferenceIndex references,
      Clock clock,
      java.util.function.LongConsumer progress) {
    this.parts = parts;
    this.jdbc = jdbc;
    this.context = context;
    this.organization = organization;
    this.planLines = planLines;
    this.references = references;
    this.clock = clock;
    this.movedTargets = new MovedTargets(parts.panel(), new Labels(parts.names()), organization);
    this.savepoint = new TransactionTemplate(transactions);
    savepoint.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    this.progress = progress;
  }

  @Override
  public void write(Chunk<? extends ChangeRow> chunk) {
    context.guard().requireLease(organization);
    List<? extends ChangeRow> rows = chunk.getItems();
    List<PlanLines.Line> lines = planLines.decode(rows, references);
    Verified verified = insert(lines);
    parts.problems().add(context.run().id(), "apply", verified.problems());
    remember(rows, lines, verified);
    progress.accept(rows.size());
  }

  private Verified insert(List<PlanLines.Line> lines) {
    for (int attempt = 1; ; attempt++) {
      Verified verified = movedTargets.verify(lines);
      try {
        savepoint.executeWithoutResult(
            status -> {
              PanelInserts inserts = inserts(verified);
              inserts.write(jdbc);
              requireSoleHolder(claimed(verified));
            });
        return verified;
      } catch (DuplicateKeyException | HeldElsewhere e) {
        if (attempt == TRIES) {
          throw e;
        }
      }
    }
  }

  private PanelInserts inserts(Verified verified) {
    PanelInserts inserts =
        new PanelInserts(organization.id(), context.run().id(), Utc.column(clock.instant()));
    for (Verified.Write write : verified.writes()) {
      ChangeRow row = write.row();
      ObjectChange change = write.change();
      if (row.operation() == Operation.ADD) {
        inserts.object(row.objectId(), row.kind());
      }
      if (change.identity() != null) {
        inserts.identity(row.objectId(), change.identity());
      }
      change.settings().forEach(fact -> inserts.settings(row.objectId(), fact));
      change.addresses().forEach(fact -> inserts.address(row.objectId(), fact));
      change.links().forEach(fact -> inserts.link(row.objectId(), fact));
    }
    return inserts;
  }

  /**
   * Two organizations may claim one address at the same moment. Each has inserted its row by now;
   * the shared lock waits for the other's transaction, so whoever looks second sees the first. (The
   * embedded database runs one organization at a time.)
   */
  private void requireSoleHolder(List<String> addressKeys) {
    if (!addressKeys.isEmpty()
        && severalOrganizations()
        && movedTargets.heldElsewhereNow(addressKeys)) {
      throw new HeldElsewhere();
    }
  }

  private static List<String> claimed(Verified verified) {
    return verified.writes().stream()
        .filter(write -> !write.row().kind().equals(ObjectKind.CONTACT.key()))
        .flatMap(write -> write.change().addresses().stream())
        .map(ObjectChange.AddressFact::key)
        .toList();
  }

  /** Asked after our rows are inserted: an organization that appears later finds them. */
  private boolean severalOrganizations() {
    return jdbc.queryForList("SELECT id FROM panel_organization LIMIT 2", Long.class).size() > 1;
  }

  private static final class HeldElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * Saves what records are recognised by, in the same transaction; never in a run that covers only
   * chosen objects.
   */
  private void remember(
      List<? extends ChangeRow> rows, List<PlanLines.Line> lines, Verified verified) {
    List<ChangeRow> known = new ArrayList<>();
    List<Long> unknown = new ArrayList<>();
    Set<Long> doubtful = new HashSet<>(verified.conflictingObjects());
    lines.stream()
        .filter(line -> !line.recognizable())
        .forEach(line -> doubtful.add(line.row().objectId()));
    boolean full = context.run().kind() != Run.Kind.ONLY;
    for (ChangeRow row : rows) {
      if (full && row.lineHash() != null && !doubtful.contains(row.objectId())) {
        known.add(row);
      } else {
        unknown.add(row.objectId());
      }
    }
    jdbc.batchUpdate(
        """
        INSERT INTO runner_line (object_id, organization_id, line_hash) VALUES (?, ?, ?)
        ON DUPLICATE KEY UPDATE line_hash = VALUES(line_hash)
        """,
        known,
        1000,
        (statement, row) -> {
          statement.setLong(1, row.objectId());
          statement.setLong(2, organization.id());
          statement.setBytes(3, row.lineHash());
        });
    jdbc.batchUpdate(
        "DELETE FROM runner_line WHERE organization_id = ? AND object_id = ?",
        unknown,
        1000,
        (statement, id) -> {
          statement.setLong(1, organization.id());
          statement.setLong(2, id);
        });
  }
}
