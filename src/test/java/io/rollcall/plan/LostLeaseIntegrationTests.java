package io.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.RunGuard;
import io.rollcall.kernel.Schedule;
import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A runner that wakes up after its run was given up: a restart elsewhere works on the same plan,
 * and must not be disturbed by whatever the woken one was about to do.
 */
class LostLeaseIntegrationTests {
  private static final SharedHome MYSQL = new SharedHome("lost-lease", true);
  private static final Organization ACME =
      new Organization(1, "acme", "Acme", Organization.ServerType.EXCHANGE, null);

  private TestHome home;
  private Plans plans;
  private RunContext holding;

  @BeforeEach
  void open() {
    home = MYSQL.get();
    plans = home.bean(Plans.class);
    holding = context(Integer.MAX_VALUE);
  }

  /** Of a run whose lease is proved so often, and then is lost. */
  private RunContext context(int proofs) {
    return new RunContext(
        new Run(
            home.bean(Sequences.class).next("run"),
            "nightly",
            Run.Kind.FULL,
            List.of(),
            null,
            false,
            "tester",
            Instant.EPOCH),
        new Nothing(),
        "digest",
        List.of(ACME),
        new LosingGuard(proofs),
        Progress.NONE);
  }

  private static final class LosingGuard implements RunGuard {
    private int left;

    LosingGuard(int proofs) {
      left = proofs;
    }

    @Override
    public void requireLease(Organization organization) {
      if (left-- <= 0) {
        throw new IllegalStateException("lost");
      }
    }

    @Override
    public Lease lease(String resource, String words) {
      throw new UnsupportedOperationException();
    }
  }

  private record Nothing() implements FamilyDefinition {
    @Override
    public OrganizationScope organizations() {
      throw new UnsupportedOperationException();
    }

    @Override
    public Schedule schedule() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ReportSettings report() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void whoLosesItWhileHeForgetsAReadingDeletesNoMore() {
    Plan plan = plans.forRun(holding, "backend-sync", ACME);
    home.jdbc()
        .update(
            "INSERT INTO runner_change (plan_id, seq, object_id, kind, operation, label, payload,"
                + " digest) VALUES (?, 1, 1, 'mailboxes', 'add', 'anna', '', REPEAT('x', 32))",
            plan.id());

    assertThatThrownBy(() -> home.bean(Rereading.class).begin(context(1), ACME, plan))
        .hasMessage("lost");
    assertThat(home.bean(Changes.class).lines(plan.id())).isOne();

    home.bean(Rereading.class).begin(holding, ACME, plan);
    assertThat(home.bean(Changes.class).lines(plan.id())).isZero();
  }

  @Test
  void whoHasLostItReportsNothingOfItsReading() {
    Problems problems = home.bean(Problems.class);
    Problem told = new Problem(Problem.Kind.SKIPPED, "acme", "anna", "one", "advice");
    home.bean(Rereading.class).reported(holding, ACME, "fetch", List.of(told));

    assertThatThrownBy(
            () -> home.bean(Rereading.class).reported(context(0), ACME, "fetch", List.of()))
        .hasMessage("lost");
    assertThat(problems.count(holding.run().id())).isOne();
    home.bean(Rereading.class).reported(holding, ACME, "fetch", List.of(told));
    assertThat(problems.count(holding.run().id())).as("in the place of the first").isOne();
  }

  @Test
  void whoHasLostItMakesNoSecondPlan() {
    RunContext lost = context(0);
    assertThatThrownBy(() -> plans.forRun(lost, "backend-sync", ACME)).hasMessage("lost");
    assertThat(plans.ofRun(lost.run().id())).isEmpty();
  }

  @Test
  void aPlanThatIsAppliedOrOvertakenIsNotBegunAgain() {
    Plan plan = plans.forRun(holding, "backend-sync", ACME);
    plans.sealed(plan.id(), "digest", new GateReport(List.of()));
    plans.applying(plan.id(), holding.run().id());
    plans.applying(plan.id(), holding.run().id());
    plans.applied(plan.id());

    assertThatThrownBy(() -> plans.applying(plan.id(), holding.run().id()))
        .hasMessage("plan %d is applied and cannot be applied".formatted(plan.id()));
    assertThat(plans.get(plan.id()).state()).isEqualTo(Plan.State.APPLIED);
  }
}
