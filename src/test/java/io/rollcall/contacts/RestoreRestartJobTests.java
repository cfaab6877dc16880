package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.restore.Restore;
import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Stopping;
import io.rollcall.plan.StopWishes;
import io.rollcall.sandbox.graph.MailboxCondition;
import io.rollcall.sandbox.graph.SandboxMailbox;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.dao.CannotAcquireLockException;

/** Restores that are interrupted, and end with one contact each all the same. */
@ParameterizedClass
@EnumSource
class RestoreRestartJobTests {
  private static final int NAMELESS = 5;

  @Parameter JobDatabase database;
  BackedUpTenant tenant;
  RestoredTenant restored;
  SandboxMailbox anna;
  List<String> names = List.of();

  @BeforeEach
  void open() {
    tenant = new BackedUpTenant(database.home());
    tenant.define("concurrency: {requests-per-mailbox: 1}");
    restored = new RestoredTenant(tenant);
    anna = tenant.mailbox("anna");
    names = new ArrayList<>(IntStream.range(0, 12).mapToObj(i -> "a" + i).sorted().toList());
    BackedUpTenant.fill(anna, anna.defaultFolder(), "a", 12);
    for (int i = 0; i < NAMELESS; i++) { // nothing to know them by: not even themselves
      anna.add(anna.defaultFolder(), Map.of("personalNotes", "nobody"));
      names.add(0, "");
    }
    tenant.done();
    anna.wipe();
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private Restore restore() {
    return restored.of("anna", 1, Placement.NEW_FOLDER, Conflict.SKIP);
  }

  /** Restores, and does something when the fourth contact is made. */
  private RunRecord afterFour(Restore restore, AtomicLong id, Runnable happening) {
    return restored.start(
        restore,
        Run.Kind.RESTORE,
        (step, done, total) -> {
          if (step.startsWith("restoring") && done == 4) {
            happening.run();
          }
        },
        id::set);
  }

  /** Asks it to stop, and waits until it knows. */
  private void stop(long run) {
    tenant.home.bean(Stopping.class).request(run, "tester");
    assertThat(tenant.home.bean(StopWishes.class).await(run, Duration.ofMinutes(1))).isTrue();
  }

  private void assertAllOnce(Restore restore) {
    tenant.done();
    assertThat(tenant.latest("anna"))
        .isEqualTo(
            Map.of(
                "Contacts",
                List.of(),
                restore.newFolder(),
                List.of(),
                restore.newFolder() + "/Contacts",
                names));
  }

  @Test
  void aStoppedRestoreGoesOnWhereItWas() {
    Restore restore = restore();
    AtomicLong id = new AtomicLong();
    RunRecord run = afterFour(restore, id, () -> stop(id.get()));
    assertThat(run.outcome()).isEqualTo(ExitCode.STOPPED);
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM contacts_restore_item WHERE run_id = ? AND state = 'DONE'",
                run.run().id()))
        .isEqualTo(4);
    run = tenant.home.restart(run.run().id());
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertAllOnce(restore);
  }

  @Test
  void whatWasMadeBeforeACrashThatKeptItFromBeingWrittenDownIsNotMadeAgain() {
    Restore restore = restore();
    RunRecord run = restored.done(restore);
    // As if it had died between each answer and its row, and before its folders were known.
    tenant
        .home
        .jdbc()
        .update("UPDATE contacts_restore_item SET state = 'OPEN' WHERE run_id = ?", run.run().id());
    tenant
        .home
        .jdbc()
        .update("UPDATE runner_run SET status = 'FAILED' WHERE id = ?", run.run().id());
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE BATCH_STEP_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED' WHERE"
                + " STEP_NAME LIKE 'write%' AND JOB_EXECUTION_ID IN (SELECT JOB_EXECUTION_ID FROM"
                + " BATCH_JOB_EXECUTION_PARAMS WHERE PARAMETER_NAME = 'run' AND PARAMETER_VALUE ="
                + " ?)",
            String.valueOf(run.run().id()));
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE BATCH_JOB_EXECUTION SET STATUS = 'FAILED', EXIT_CODE = 'FAILED' WHERE"
                + " JOB_EXECUTION_ID IN (SELECT JOB_EXECUTION_ID FROM BATCH_JOB_EXECUTION_PARAMS"
                + " WHERE PARAMETER_NAME = 'run' AND PARAMETER_VALUE = ?)",
            String.valueOf(run.run().id()));
    run = tenant.home.restart(run.run().id());
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).isEqualTo("17 contacts restored, 0 problems");
    assertAllOnce(restore);
  }

  @Test
  void aDatabaseThatFailsForAMomentLosesNoContactAndDoublesNone() {
    Restore restore = restore();
    AtomicLong id = new AtomicLong();
    RunRecord run =
        afterFour(
            restore,
            id,
            () -> {
              throw new CannotAcquireLockException(
                  "a moment", new SQLException("deadlock", "40001", 1213));
            });
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).isEqualTo("17 contacts restored, 0 problems");
    assertAllOnce(restore);
  }

  @Test
  void aFullMailboxEndsItAndARestartGoesOnWhenThereIsRoom() {
    Restore restore = restore();
    AtomicLong id = new AtomicLong();
    RunRecord run = afterFour(restore, id, () -> anna.condition(MailboxCondition.FULL));
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.problems(run)).anyMatch(one -> one.contains("the mailbox is full"));
    anna.condition(MailboxCondition.GOOD);
    run = tenant.home.restart(run.run().id());
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertAllOnce(restore);
  }

  @Test
  void aRestoreThatWasInterruptedCanBeUndoneAndIsThenOver() {
    Restore restore = restore();
    AtomicLong id = new AtomicLong();
    RunRecord run = afterFour(restore, id, () -> stop(id.get()));
    RunRecord undo = restored.done(restored.undo(run, false));
    assertThat(undo.summary()).contains("4 removed, 13 left as they are");
    tenant.done();
    assertThat(tenant.latest("anna")).isEqualTo(Map.of("Contacts", List.of()));
    RunRecord again = tenant.home.restart(run.run().id());
    assertThat(again.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.why(again)).contains("run %d undid".formatted(undo.run().id()));
    assertThat(anna.contacts(anna.defaultFolder())).isEmpty();
  }

  @Test
  void aMailboxThatABackupIsAtIsNotWrittenTo() {
    long other = tenant.done().run().id();
    tenant.hold("anna", other);
    try {
      RunRecord run = restored.run(restore());
      assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
      assertThat(tenant.why(run)).contains("is being written by run " + other);
      assertThat(anna.folderIds()).hasSize(1);
    } finally {
      tenant.giveBack("anna", other);
    }
  }

  @Test
  void aRestoreThatIsTakenOverWritesNothingMore() {
    Restore restore = restore();
    AtomicLong id = new AtomicLong();
    RunRecord run =
        afterFour(
            restore,
            id,
            () ->
                tenant
                    .home
                    .jdbc()
                    .update(
                        "UPDATE runner_lease SET token = token + 1 WHERE run_id = ?", id.get()));
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    long made = anna.folderIds().stream().mapToLong(folder -> anna.contacts(folder).size()).sum();
    assertThat(made).isEqualTo(4);
    run = tenant.home.restart(run.run().id());
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertAllOnce(restore);
  }
}
