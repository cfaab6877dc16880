package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/** Whether a stored plan may still be applied. */
public final class PlanAdmission {

  private PlanAdmission() {}

  /**
   * Lets a plan through.
   *
   * @param overtaken a later plan of its organization was applied
   * @param job the job that is to apply it
   * @param definitionDigest of the job's definition as it is now
   * @throws RollcallException saying why it may not be applied any more
   */
  public static void require(
      Plan plan, boolean overtaken, String job, String definitionDigest, Instant now) {
    String again = "make a new plan: scripts/rollcall preview " + job;
    String name = "plan " + plan.id();
    if (!plan.job().equals(job)) {
      throw refuse(
          name + " is a plan of job " + plan.job(),
          "scripts/rollcall run %s --plan %d".formatted(plan.job(), plan.id()));
    }
    switch (plan.state()) {
      case OPEN -> {}
      case APPROVED -> {
        Instant until = plan.approvedUntil();
        if (until != null && now.isAfter(until)) {
          throw refuse(name + "'s approval expired at " + until, again);
        }
      }
      case REFUSED ->
          throw new RollcallException(
              ExitCode.REFUSED,
              name + " was refused by a gate: " + reasons(plan),
              "scripts/rollcall approve %d --reason R".formatted(plan.id()));
      default ->
          throw refuse(
              name
                  + " is "
                  + plan.state().name().toLowerCase(Locale.ROOT)
                  + " and cannot be applied",
              again);
    }
    if (!plan.definitionDigest().equals(definitionDigest)) {
      throw refuse(name + " was made under another definition of " + job, again);
    }
    if (overtaken) {
      throw refuse("a later run changed organization " + plan.organizationKey(), again);
    }
  }

  /**
   * Lets a plan through that is young enough.
   *
   * @throws RollcallException when it is older
   */
  public static void requireAge(Plan plan, Duration maxAge, Instant now) {
    if (plan.createdAt().plus(maxAge).isBefore(now)) {
      throw refuse(
          "plan %d is older than plan.max-age (%s)"
              .formatted(plan.id(), Plural.of(maxAge.toHours(), "hour")),
          "make a new plan: scripts/rollcall preview " + plan.job());
    }
  }

  private static String reasons(Plan plan) {
    GateReport gates = plan.gates();
    return gates == null ? "" : gates.reasons();
  }

  private static RollcallException refuse(String message, String next) {
    return new RollcallException(ExitCode.WRONG_USE, message, next);
  }
}
