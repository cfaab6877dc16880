package io.rollcall.contacts;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.contacts.restore.Restore.Conflict;
import io.rollcall.contacts.restore.Restore.Placement;
import io.rollcall.contacts.store.Snapshot;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.sandbox.graph.SandboxMailbox;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that drop what the job's retention does not keep, and remove what is due. */
@ParameterizedClass
@EnumSource
class PruneJobTests {
  private static final String KEEP_ONE =
      """
      retention: {keep-last: 1, keep-daily: 0, keep-weekly: 0, keep-monthly: 0, keep-yearly: 0}
      """;

  @Parameter JobDatabase database;
  BackedUpTenant tenant;

  /** Three snapshots each; ben loses a contact with the second. */
  @BeforeEach
  void open() {
    tenant = new BackedUpTenant(database.home());
    for (String name : List.of("anna", "carol")) {
      SandboxMailbox mailbox = tenant.mailbox(name);
      BackedUpTenant.fill(mailbox, mailbox.defaultFolder(), name, 2);
    }
    SandboxMailbox ben = tenant.mailbox("ben");
    List<String> ids = BackedUpTenant.fill(ben, ben.defaultFolder(), "ben", 2);
    tenant.done();
    ben.delete(ids.get(0));
    tenant.done();
    tenant.done();
    tenant.define(KEEP_ONE);
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  private RunRecord prune() {
    return tenant.home.tend(tenant.key, Run.Kind.PRUNE);
  }

  private List<Long> snapshots(String name) {
    return tenant.snapshots(name).stream().map(Snapshot::seq).toList();
  }

  private long audited(String action, RunRecord run) {
    return tenant.home.count(
        "SELECT COUNT(*) FROM runner_audit a JOIN contacts_deletion d ON a.reason ="
            + " CONCAT('deletion ', d.id) JOIN contacts_mailbox m ON m.id = d.mailbox_id JOIN"
            + " panel_organization o ON o.id = m.organization_id WHERE a.action = ? AND"
            + " o.organization_key = ? AND a.actor = ?",
        action,
        tenant.key,
        run.run().requestedBy());
  }

  private void makeDue() {
    tenant.home.jdbc().update("UPDATE contacts_deletion SET purge_at = deleted_at");
  }

  @Test
  void whatNoRuleKeepsIsHiddenLastCopiesStayAndAfterTheDelayItIsGoneFromTheTables() {
    RunRecord run = prune();

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary())
        .isEqualTo(
            "3 mailboxes pruned: 5 snapshots of 9 dropped, 1 kept for last copies or restores, 0"
                + " deletions removed from the tables");
    assertThat(snapshots("anna")).containsExactly(3L);
    assertThat(snapshots("ben")).containsExactly(3L, 1L);
    assertThat(tenant.at("ben", 1).get("Contacts")).containsExactly("ben0", "ben1");
    assertThat(tenant.rows("contacts_snapshot")).isEqualTo(9);
    assertThat(audited("contacts-prune", run)).isEqualTo(3);
    assertThat(
            tenant.home.count("SELECT COUNT(*) FROM runner_lease WHERE run_id = ?", run.run().id()))
        .isZero();

    RunRecord early = prune();
    assertThat(early.summary())
        .startsWith(
            "3 mailboxes pruned: 0 snapshots of 4 dropped, 1 kept for last copies or restores, 0 ");
    makeDue();
    RunRecord due = prune();

    assertThat(due.summary()).endsWith("3 deletions removed from the tables");
    assertThat(tenant.rows("contacts_snapshot")).isEqualTo(4);
    assertThat(audited("contacts-purge", due)).isEqualTo(3);
    RunRecord sound = tenant.home.tend(tenant.key, Run.Kind.VERIFY);
    assertThat(sound.outcome()).as(tenant.why(sound)).isEqualTo(ExitCode.DONE);
    tenant.done();
  }

  @Test
  void whatARestoreNeedsToBeUndoneStays() {
    RestoredTenant restored = new RestoredTenant(tenant);
    RunRecord restore = restored.done(restored.of("ben", 1, Placement.NEW_FOLDER, Conflict.SKIP));
    tenant.done();
    tenant.done();
    assertThat(snapshots("ben")).containsExactly(6L, 5L, 4L, 3L, 2L, 1L);

    prune();

    assertThat(snapshots("ben")).as("its source, and the one before it").contains(6L, 4L, 1L);
    assertThat(snapshots("ben")).doesNotContain(5L, 3L, 2L);
    restored.done(restored.undo(restore, false));
  }

  @Test
  void withoutADelayItIsGoneAtOnce() {
    tenant.define(KEEP_ONE + "purge-delay: 0s\n");

    RunRecord run = prune();

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary())
        .contains(": 5 snapshots of 9 dropped, ")
        .endsWith("3 deletions removed from the tables");
    assertThat(tenant.rows("contacts_snapshot")).isEqualTo(4);
  }

  @Test
  void aMailboxThatIsBeingWrittenIsLeftForTheNextTime() {
    long other = tenant.done().run().id();
    tenant.hold("ben", other);

    RunRecord run = prune();

    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .singleElement()
        .asString()
        .startsWith("SKIPPED ben@DOMAIN: mailbox ben@DOMAIN is being written by run " + other);
    assertThat(run.summary()).startsWith("2 mailboxes pruned, 1 left for the next time: 6 ");
    assertThat(snapshots("ben")).hasSize(4);
    tenant.giveBack("ben", other);
    assertThat(prune().outcome()).isEqualTo(ExitCode.DONE);
    assertThat(snapshots("ben")).containsExactly(4L, 1L);
  }

  @Test
  void aRunThatIsTakenOverDropsNothingTwiceAndForgetsNothing() {
    AtomicLong id = new AtomicLong();
    RunRecord failed =
        start(
            (step, done, total) -> {
              if (step.startsWith("pruning") && done == 2) {
                tenant
                    .home
                    .jdbc()
                    .update("UPDATE runner_lease SET token = token + 1 WHERE run_id = ?", id.get());
              }
            },
            id);
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);

    RunRecord run = tenant.home.restart(failed.run().id());

    assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
    assertThat(run.summary()).startsWith("3 mailboxes pruned: 5 snapshots of 9 dropped, 1 kept");
    assertThat(snapshots("anna")).containsExactly(3L);
    assertThat(snapshots("ben")).containsExactly(3L, 1L);
    assertThat(snapshots("carol")).containsExactly(3L);
    assertThat(audited("contacts-prune", run)).isEqualTo(3);
  }

  private RunRecord start(Progress progress, AtomicLong id) {
    return tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(tenant.key, Run.Kind.PRUNE, List.of(), null, false, "tester"),
            progress,
            id::set);
  }

  @Test
  void whatIsOfOtherOrganizationsIsNotTouched() {
    try (BackedUpTenant other = new BackedUpTenant(database.home())) {
      SandboxMailbox mailbox = other.mailbox("eve");
      BackedUpTenant.fill(mailbox, mailbox.defaultFolder(), "eve", 1);
      other.done();
      other.done();
      prune();

      assertThat(other.snapshots("eve")).hasSize(2);
    }
  }

  @Test
  void theDefaultsDropNothingOfAFewSnapshots() {
    tenant.define("");
    RunRecord run = prune();
    assertThat(run.summary()).startsWith("3 mailboxes pruned: 0 snapshots of 9 dropped, 0 kept");
  }
}
