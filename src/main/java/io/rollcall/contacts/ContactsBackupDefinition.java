package io.rollcall.contacts;

import io.rollcall.graph.GraphSource;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Schedule;
import java.time.Duration;

/** A job of the family {@code contacts-backup}, as its file defines it. */
public record ContactsBackupDefinition(
    @Default("") @Described("What the job is for, in words for people.") String description,
    @Described(
            "`all` of server type microsoft365, one key, or a list of keys; `organization: acme`"
                + " says the same for one.")
        OrganizationScope organizations,
    @Described("Where the mailboxes are read.") GraphSource source,
    @Default("all")
        @Described("`all`, or which mailboxes; found anew by each run, so that new ones are in it.")
        MailboxSelection mailboxes,
    @Described("How much is asked of Microsoft at the same time.") Concurrency concurrency,
    @Described(
            "Which snapshots of each mailbox are to be kept; the newest stays in any case. Nothing acts"
                + " on it yet: give `contacts prune` the same numbers.")
        Retention retention,
    @Default("7d")
        @Described(
            "How long what was deleted or pruned can be undeleted. Nothing acts on it yet: give"
                + " `--purge-after`.")
        Duration purgeDelay,
    @Described(
            "When the job backs up by itself. Nothing acts on the times of `verify` and `prune` yet:"
                + " start both commands by cron.")
        BackupSchedules schedules,
    @Described("Who gets the report.") ReportSettings report)
    implements FamilyDefinition {

  /**
   * @throws IllegalArgumentException for a negative delay
   */
  public ContactsBackupDefinition {
    if (purgeDelay.isNegative()) {
      throw new IllegalArgumentException("purge-delay cannot be negative");
    }
  }

  @Override
  public Schedule schedule() {
    return schedules.backup().schedule();
  }
}
