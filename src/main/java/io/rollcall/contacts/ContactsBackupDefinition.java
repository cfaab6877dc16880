package io.rollcall.contacts;

import io.rollcall.graph.GraphSource;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.Schedule;
import java.time.Duration;
import java.util.Map;

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
            "Which snapshots of each mailbox are kept when the job prunes; the newest, and the last"
                + " copy of a contact, stay in any case.")
        Retention retention,
    @Default("7d")
        @Described(
            "How long what the job dropped can be undeleted; then the next prune removes it from"
                + " the tables.")
        Duration purgeDelay,
    @Described("When the job does what by itself, while `serve` runs.") BackupSchedules schedules,
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

  @Override
  public Map<Run.Kind, Schedule> timetable() {
    return Map.of(
        Run.Kind.FULL,
        schedule(),
        Run.Kind.VERIFY,
        schedules.verify().schedule(),
        Run.Kind.PRUNE,
        schedules.prune().schedule());
  }
}
