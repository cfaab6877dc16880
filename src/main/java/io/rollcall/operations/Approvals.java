package io.rollcall.operations;

import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Lets a plan that a gate refused through, once. */
@Component
public class Approvals {
  private final Plans plans;
  private final JobDefinitions definitions;
  private final Audit audit;
  private final Clock clock;
  private final TransactionTemplate transaction;

  Approvals(
      Plans plans,
      JobDefinitions definitions,
      Audit audit,
      Clock clock,
      PlatformTransactionManager transactions) {
    this.plans = plans;
    this.definitions = definitions;
    this.audit = audit;
    this.clock = clock;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Approves a plan.
   *
   * @param reason why, for the audit log; not blank
   * @param expiry how long the approval holds
   * @throws RollcallException when the plan is unknown or was not refused
   */
  public Plan approve(long planId, String who, String reason, Duration expiry) {
    if (reason.isBlank()) {
      throw new RollcallException(
          ExitCode.WRONG_USE, "an approval needs a reason", "--reason 'why it is right'");
    }
    Plan plan = plans.get(planId);
    definitions.get(plan.job());
    Instant until = clock.instant().plus(expiry);
    transaction.executeWithoutResult(
        status -> {
          plans.approved(planId, who, until);
          audit.record(who, "approve", "plan " + planId + " of " + plan.organizationKey(), reason);
        });
    return plans.get(planId);
  }
}
