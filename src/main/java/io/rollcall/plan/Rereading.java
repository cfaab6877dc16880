package io.rollcall.plan;

import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.RunContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Begins the reading of a live source anew: such a source cannot be read on from a position, since
 * it may have changed, and a plan must not be made of two halves of two states. What the broken
 * reading left goes, into which the new one then writes.
 */
@Component
public class Rereading {
  private final Plans plans;
  private final Changes changes;
  private final Problems problems;
  private final TransactionTemplate transaction;

  Rereading(
      Plans plans, Changes changes, Problems problems, PlatformTransactionManager transactions) {
    this.plans = plans;
    this.changes = changes;
    this.problems = problems;
    this.transaction = new TransactionTemplate(transactions);
  }

  /**
   * Deletes the lines and working rows of a plan that is being made, and what its reading reported.
   * Its counts go last, and say by being zero that all is gone: killed before, it is done again.
   * Every deletion proves the lease: a restart works on the same plan, and whoever wakes up here
   * after a freeze would delete what that one has read.
   */
  public void begin(RunContext context, Organization organization, Plan plan) {
    changes.forget(plan.id(), deletion -> proved(context, organization, deletion::getAsInt));
    proved(
        context,
        organization,
        () -> {
          problems.clear(context.run().id(), SyncJob.READ, organization.key());
          plans.progress(plan.id(), 0, 0, new Tally());
          return plan;
        });
  }

  /**
   * Puts what a reading reported in the place of what an earlier one did.
   *
   * @param step under which it is kept
   */
  public void reported(
      RunContext context, Organization organization, String step, List<Problem> reported) {
    proved(
        context,
        organization,
        () -> {
          problems.clear(context.run().id(), step, organization.key());
          problems.add(context.run().id(), step, reported);
          return reported;
        });
  }

  private <T> T proved(RunContext context, Organization organization, Supplier<T> work) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              context.guard().requireLease(organization);
              return work.get();
            }));
  }
}
