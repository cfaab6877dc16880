package io.rollcall.backendsync;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Schedule;
import io.rollcall.plan.PlanSettings;
import java.time.Duration;

/** A job of the family {@code backend-sync}, as its file defines it. */
public record BackendSyncDefinition(
    @Default("") @Described("What the job is for, in words for people.") String description,
    @Described("`all`, one key, or a list of keys; `organization: acme` says the same for one.")
        OrganizationScope organizations,
    @Described("Where the backend's objects are read.") Source source,
    @Described("Which mail contacts count as disabled.") ContactsRule disabledContacts,
    @Described("What is listed as a notice, and is no problem.") KnownProblems knownProblems,
    @Described("How much one run may change in one organization.") BackendLimits limits,
    @Default("50%") @Described("The least a source may hold of what the last complete read found.")
        Percent sourceMinimum,
    @Described("How long a stored plan can be used.") PlanSettings plan,
    @Default("1000") @Described("Objects read or written in one transaction, 10 to 10000.")
        int chunkSize,
    @Described("When the job starts by itself.") Schedule schedule,
    @Described("Who gets the report.") ReportSettings report)
    implements FamilyDefinition {

  public BackendSyncDefinition {
    if (chunkSize < 10 || chunkSize > 10_000) {
      throw new IllegalArgumentException("chunk-size is 10 to 10000");
    }
  }

  @Override
  public Duration planMaxAge() {
    return plan.maxAge();
  }
}
