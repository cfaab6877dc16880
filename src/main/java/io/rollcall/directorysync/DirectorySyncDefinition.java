package io.rollcall.directorysync;

import io.rollcall.graph.GraphSource;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Schedule;
import io.rollcall.plan.PlanSettings;
import java.time.Duration;

/** A job of the family {@code directory-sync}, as its file defines it. */
public record DirectorySyncDefinition(
    @Default("") @Described("What the job is for, in words for people.") String description,
    @Described(
            "`all` of server type microsoft365, one key, or a list of keys; `organization: acme`"
                + " says the same for one.")
        OrganizationScope organizations,
    @Described("Where the directory is read.") GraphSource source,
    @Described("Who and what of the directory belongs into the panel.") Filters filters,
    @Described("How much one run may change in one organization.") DirectoryLimits limits,
    @Default("50%")
        @Described(
            "The least that a full read may find, of users and of groups, of what the last one"
                + " found.")
        Percent sourceMinimum,
    @Default("7d")
        @Described(
            "How old the last full read may be; the next run is then a full one. At least 1h.")
        Duration fullReconciliation,
    @Described("How long a stored plan can be used.") PlanSettings plan,
    @Default("500") @Described("Objects compared or written in one transaction, 10 to 10000.")
        int chunkSize,
    @Described("When the job starts by itself.") Schedule schedule,
    @Described("Who gets the report.") ReportSettings report)
    implements FamilyDefinition {

  public DirectorySyncDefinition {
    if (chunkSize < 10 || chunkSize > 10_000) {
      throw new IllegalArgumentException("chunk-size is 10 to 10000");
    }
    if (fullReconciliation.compareTo(Duration.ofHours(1)) < 0) {
      throw new IllegalArgumentException("full-reconciliation is at least 1h");
    }
  }

  @Override
  public Duration planMaxAge() {
    return plan.maxAge();
  }
}
