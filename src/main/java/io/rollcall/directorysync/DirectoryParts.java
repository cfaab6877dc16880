package io.rollcall.directorysync;

import io.rollcall.plan.Changes;
import io.rollcall.plan.Plans;
import io.rollcall.plan.Problems;
import io.rollcall.plan.Retry;
import io.rollcall.plan.StopWishes;
import io.rollcall.plan.WorkingKeys;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What the steps of this family work with. */
@Component
record DirectoryParts(
    Connections connections,
    PanelDirectory panel,
    WorkingRows working,
    Positions positions,
    Plans plans,
    Changes changes,
    Problems problems,
    WorkingKeys workingKeys,
    Retry retry,
    StopWishes wishes,
    PlatformTransactionManager transactions) {

  TransactionTemplate transaction() {
    return new TransactionTemplate(transactions);
  }
}
