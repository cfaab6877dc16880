package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Stopping;
import io.rollcall.sandbox.graph.SandboxMailbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that are interrupted, and runs that meet. */
@ParameterizedClass
@EnumSource
class BackupRestartJobTests {
  @Parameter JobDatabase database;
  BackedUpTenant tenant;

  @BeforeEach
  void open() {
    tenant = new BackedUpTenant(database.home());
    for (String name : List.of("anna", "ben", "carol", "dora")) {
      SandboxMailbox mailbox = tenant.mailbox(name);
      BackedUpTenant.fill(mailbox, mailbox.defaultFolder(), name, 3);
    }
    tenant.define("concurrency: {mailboxes: 1}");
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private RunRecord start(Progress progress, AtomicLong id) {
    return tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(tenant.key, Run.Kind.FULL, List.of(), null, false, "tester"),
            progress,
            id::set);
  }

  /** Does something when the second mailbox is saved. */
  private static Progress afterTwo(Runnable happening) {
    return (step, done, total) -> {
      if (step.startsWith("saving") && done == 2) {
        happening.run();
      }
    };
  }

  private void assertAllSavedOnce(RunRecord run) {
    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).startsWith("4 mailboxes saved: 12 contacts (12 added");
    for (String name : List.of("anna", "ben", "carol", "dora")) {
      assertThat(tenant.snapshots(name)).hasSize(1);
      assertThat(tenant.latest(name).get("Contacts")).containsExactly(name + 0, name + 1, name + 2);
    }
    assertThat(tenant.rows("contacts_version")).isEqualTo(12);
    assertThat(
            tenant.home.count("SELECT COUNT(*) FROM runner_lease WHERE run_id = ?", run.run().id()))
        .isZero();
  }

  @Test
  void aStoppedRunGoesOnWhereItWasAndReadsNoMailboxTwice() {
    AtomicLong id = new AtomicLong();
    RunRecord stopped =
        start(afterTwo(() -> tenant.home.bean(Stopping.class).request(id.get(), "tester")), id);
    assertThat(stopped.outcome()).isIn(ExitCode.STOPPED, ExitCode.DONE);
    int before = tenant.graph.received().size();
    if (stopped.outcome() == ExitCode.STOPPED) {
      stopped = tenant.home.restart(stopped.run().id());
      for (String name : List.of("anna", "ben")) {
        assertThat(tenant.requests(before, tenant.user(name))).isZero();
      }
    }
    assertAllSavedOnce(stopped);
  }

  @Test
  void aRunThatIsTakenOverInTheMiddleOfAMailboxLeavesNothingOfItBehind() {
    AtomicLong id = new AtomicLong();
    tenant.graph.meanwhile(
        () -> {
          long runs =
              tenant.home.count(
                  "SELECT COUNT(*) FROM runner_lease WHERE run_id = ? AND resource LIKE"
                      + " 'contacts-backup/%'",
                  id.get());
          boolean third =
              tenant.home.count(
                      "SELECT COUNT(*) FROM contacts_snapshot WHERE run_id = ? AND completed_at IS"
                          + " NOT NULL",
                      id.get())
                  == 2;
          if (runs == 1 && third) {
            tenant
                .home
                .jdbc()
                .update("UPDATE runner_lease SET token = token + 1 WHERE run_id = ?", id.get());
          }
        });
    RunRecord failed = start(Progress.NONE, id);
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.snapshots("carol")).isEmpty();
    tenant.graph.meanwhile(() -> {});
    assertAllSavedOnce(tenant.home.restart(failed.run().id()));
  }

  @Test
  void aMailboxThatAnotherRunIsAtIsAProblemAndTheOthersGoOn() {
    long other = tenant.done().run().id();
    tenant.hold("ben", other);
    RunRecord run = tenant.withProblems();
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith(
            "SKIPPED ben@DOMAIN: mailbox ben@DOMAIN is being written by run "
                + other
                + " (process ");
    assertThat(run.summary()).startsWith("3 mailboxes saved, 1 not saved: ");
    assertThat(tenant.snapshots("anna")).hasSize(2);
    assertThat(tenant.snapshots("ben")).hasSize(1);
    assertThat(
            tenant.home.count(
                "SELECT run_id FROM runner_lease WHERE resource = ?", tenant.resource("ben")))
        .as("the other run still has it")
        .isEqualTo(other);
    tenant.giveBack("ben", other);
    tenant.done();
    assertThat(tenant.snapshots("ben")).hasSize(2);
  }
}
