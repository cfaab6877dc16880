package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

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
      case OPEN, APPROVED -> {}
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
    outdated(plan, overtaken, definitionDigest, now)
        .ifPresent(
            why -> {
              throw refuse(why, again);
            });
  }

  /**
   * Why a plan is not what it was when it was made; empty when nothing has changed since. Its age
   * is {@link #requireAge}'s.
   *
   * @param overtaken a later plan of its organization was applied
   * @param definitionDigest of its job's definition as it is now
   */
  public static Optional<String> outdated(
      Plan plan, boolean overtaken, String definitionDigest, Instant now) {
    String name = "plan " + plan.id();
    Instant until = plan.approvedUntil();
    if (plan.state() == Plan.State.APPROVED && until != null && now.isAfter(until)) {
      return Optional.of(name + "'s approval expired at " + Times.local(until));
    }
    if (!plan.definitionDigest().equals(definitionDigest)) {
      return Optional.of(name + " was made under another definition of " + plan.job());
    }
    return overtaken
        ? Optional.of("a later run changed organization " + plan.organizationKey())
        : Optional.empty();
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
