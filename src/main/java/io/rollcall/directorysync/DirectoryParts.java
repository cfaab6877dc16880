package io.rollcall.directorysync;

import io.rollcall.entra.CloudException;
import io.rollcall.graph.GraphDirectory;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Changes;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Problems;
import io.rollcall.plan.Rereading;
import io.rollcall.plan.Retry;
import io.rollcall.plan.StopWishes;
import io.rollcall.plan.WorkingKeys;
import java.time.Clock;
import java.util.Random;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the steps of this family work with. */
@Component
record DirectoryParts(
    PanelDirectory panel,
    WorkingRows working,
    Positions positions,
    Plans plans,
    Changes changes,
    Problems problems,
    WorkingKeys workingKeys,
    Rereading rereading,
    Retry retry,
    StopWishes wishes,
    Clock clock,
    PlatformTransactionManager transactions) {

  /**
   * Makes ready to read an organization's directory; nothing is sent yet.
   *
   * @param runId the run whose stop ends all waiting; 0 for none
   * @throws RollcallException when the organization has no directory, or the application's secret
   *     cannot be read
   */
  GraphDirectory open(DirectorySyncDefinition definition, Organization organization, long runId) {
    return GraphDirectory.open(
        definition.source().connection(organization),
        clock,
        time -> wishes.pause(runId, time),
        new Random());
  }

  /**
   * What ends a step whose reading found no answer.
   *
   * @return when it was stopped while it waited, for Spring Batch to know
   * @throws CloudException the failure, when nobody wants the run to stop
   */
  JobInterruptedException stopped(long runId, Organization organization, CloudException failure) {
    if (!wishes.wanted(runId)) {
      throw failure;
    }
    return new JobInterruptedException("reading " + organization.key() + " was stopped");
  }

  TransactionTemplate transaction() {
    return new TransactionTemplate(transactions);
  }
}
