package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Runs;
import io.rollcall.plan.StopWishes;
import io.rollcall.sandbox.graph.SandboxMailbox;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that prove that the backups are what was stored. */
@ParameterizedClass
@EnumSource
class VerifyJobTests {
  @Parameter JobDatabase database;
  BackedUpTenant tenant;

  @BeforeEach
  void open() {
    tenant = new BackedUpTenant(database.home());
    for (String name : List.of("anna", "ben", "carol", "dora")) {
      SandboxMailbox mailbox = tenant.mailbox(name);
      BackedUpTenant.fill(mailbox, mailbox.defaultFolder(), name, 3);
    }
    tenant.done();
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private RunRecord verify() {
    return tenant.home.tend(tenant.key, Run.Kind.VERIFY);
  }

  private RunRecord start(Progress progress, AtomicLong id) {
    return tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(tenant.key, Run.Kind.VERIFY, List.of(), null, false, "tester"),
            progress,
            id::set);
  }

  private long rows(RunRecord run, String which) {
    return tenant.home.count(
        "SELECT COUNT(*) FROM contacts_upkeep WHERE run_id = ? AND " + which, run.run().id());
  }

  /** Changes a stored contact of a mailbox behind the program's back; returns what was there. */
  private byte[] damage(String name) {
    String where = " WHERE mailbox_id = " + tenant.stored(name).id() + " AND number = 2";
    byte[] content =
        Objects.requireNonNull(
            tenant
                .home
                .jdbc()
                .queryForObject("SELECT content FROM contacts_version" + where, byte[].class));
    byte[] changed = content.clone();
    changed[20] ^= 1;
    put(name, changed);
    return content;
  }

  private void put(String name, byte[] content) {
    int rows =
        tenant
            .home
            .jdbc()
            .update(
                "UPDATE contacts_version SET content = ? WHERE mailbox_id = ? AND number = 2",
                content,
                tenant.stored(name).id());
    assertThat(rows).isEqualTo(1);
  }

  @Test
  void allMailboxesAreProvenThoseOfLeaversTooAndTheTenantIsNotAsked() throws Exception {
    tenant.leave("ben");
    tenant.define("mailboxes: {exclude: [anna@*]}");
    int asked = tenant.graph.received().size();

    RunRecord run = verify();

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.run().kind()).isEqualTo(Run.Kind.VERIFY);
    assertThat(run.summary())
        .isEqualTo(
            "4 mailboxes verified: 12 versions of contacts and 0 photos opened, 4 snapshots"
                + " counted, nothing damaged");
    assertThat(tenant.graph.received()).hasSize(asked);
    assertThat(Path.of(Objects.requireNonNull(run.reportFile()))).exists();
    assertThat(
            tenant.home.count("SELECT COUNT(*) FROM runner_lease WHERE run_id = ?", run.run().id()))
        .isZero();
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM runner_audit WHERE action = 'verify' AND target = ?",
                "run " + run.run().id()))
        .isEqualTo(1);
    tenant
        .home
        .bean(ContactsBackupFamily.class)
        .report(
            run.run(),
            ExitCode.DONE,
            run.endedAt(),
            List.of(),
            tenant.home.file("again-" + tenant.key + ".xlsx"));
    assertThat(tenant.home.file("again-" + tenant.key + ".xlsx")).exists();
  }

  @Test
  void damageFailsTheRunIsNamedAndTheOtherMailboxesAreProvenAllTheSame() {
    byte[] content = damage("ben");
    String named =
        "mailbox %d, contact 2, version of snapshot 1 is damaged in the database: it is not what was stored"
            .formatted(tenant.stored("ben").id());

    RunRecord run = verify();

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.FAILED);
    assertThat(run.reason()).isEqualTo("1 thing is damaged in the backups of 1 mailbox: " + named);
    assertThat(run.summary())
        .startsWith("4 mailboxes verified: 11 versions")
        .endsWith("1 thing damaged");
    assertThat(tenant.problems(run))
        .hasSize(2)
        .anyMatch(one -> one.equals("WARNING ben@DOMAIN: " + named))
        .anyMatch(
            one -> one.startsWith("ORGANIZATION " + tenant.key + ": ") && one.contains(named));
    assertThat(rows(run, "damaged = 0")).isEqualTo(3);

    put("ben", content);
    RunRecord mended = tenant.home.restart(run.run().id());

    assertThat(mended.outcome()).as(tenant.why(mended)).isEqualTo(ExitCode.DONE);
    assertThat(mended.summary()).startsWith("4 mailboxes verified: 12 versions");
    assertThat(tenant.problems(mended)).isEmpty();
  }

  @Test
  void aMailboxWhoseIdentityIsDamagedKeepsNoOtherFromBeingProven() {
    long ben = tenant.stored("ben").id();
    damage("carol");
    byte[] identity =
        tenant
            .home
            .jdbc()
            .queryForObject(
                "SELECT identity FROM contacts_mailbox WHERE id = ?", byte[].class, ben);
    identity(ben, new byte[40]);

    RunRecord run = verify();
    RunRecord backup = tenant.run();
    identity(ben, identity);

    assertThat(backup.outcome()).as(tenant.why(backup)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(backup.summary()).startsWith("3 mailboxes saved, 1 not saved");

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.FAILED);
    assertThat(run.reason())
        .startsWith("2 things are damaged in the backups of 2 mailboxes: ")
        .contains("the identity of mailbox " + ben, "mailbox " + tenant.stored("carol").id());
    assertThat(rows(run, "damaged = 0")).isEqualTo(2);
  }

  private void identity(long mailbox, byte[] sealed) {
    tenant
        .home
        .jdbc()
        .update("UPDATE contacts_mailbox SET identity = ? WHERE id = ?", sealed, mailbox);
  }

  @Test
  void aStoppedRunGoesOnWhereItWas() {
    AtomicLong id = new AtomicLong();
    RunRecord stopped =
        start(
            (step, done, total) -> {
              if (step.startsWith("verifying") && done == 2) {
                tenant.home.bean(StopWishes.class).add(id.get());
              }
            },
            id);
    assertThat(stopped.outcome()).as(tenant.why(stopped)).isEqualTo(ExitCode.STOPPED);
    assertThat(rows(stopped, "done = TRUE")).isEqualTo(2);

    RunRecord run = tenant.home.restart(stopped.run().id());

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).startsWith("4 mailboxes verified: 12 versions");
  }

  @Test
  void aBackupGoesOnBesideItAndNoneOfThemSupersedesTheOther() {
    damage("dora");
    AtomicReference<RunRecord> backup = new AtomicReference<>();
    RunRecord failed =
        start(
            (step, done, total) -> {
              if (step.startsWith("verifying") && done == 1 && backup.get() == null) {
                backup.set(tenant.done());
              }
            },
            new AtomicLong());

    assertThat(failed.outcome()).as(tenant.why(failed)).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.snapshots("anna")).hasSize(2);
    tenant.done();
    Runs runs = tenant.home.bean(Runs.class);
    assertThat(runs.get(failed.run().id()).supersededBy()).isNull();
    assertThat(runs.get(failed.run().id()).restartable()).isTrue();
    assertThat(runs.restartable(tenant.key)).isEmpty();
  }

  @Test
  void whatItCameToGoesWithItsRun() {
    RunRecord old = verify();
    RunRecord kept = verify();
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE runner_run SET ended_at = '2001-02-03 04:05:06' WHERE id = ?", old.run().id());

    tenant.home.bean(io.rollcall.operations.Retention.class).purge("tester");

    assertThat(rows(old, "1 = 1")).isZero();
    assertThat(rows(kept, "1 = 1")).isEqualTo(4);
  }
}
