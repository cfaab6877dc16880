package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Owner;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.GateReport;
import io.rollcall.plan.GateReport.Headroom;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Tally;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The commands that {@code show} suggests for a run. */
class NextStepsTests {
  private static final String MENDED =
      "scripts/rollcall run nightly    # when the source is mended";
  private static final Instant AT = Instant.parse("2026-02-03T04:05:06Z");

  private static RunRecord run(ExitCode outcome) {
    return run(outcome, Run.Kind.FULL, null, null);
  }

  private static RunRecord run(
      ExitCode outcome, Run.Kind kind, @Nullable Long plan, @Nullable String reason) {
    return new RunRecord(
        new Run(7, "nightly", kind, List.of(), plan, false, "joe", AT),
        "backend-sync",
        "digest",
        List.of("acme", "beta"),
        outcome,
        false,
        new Owner("host", 1, AT),
        AT,
        AT,
        null,
        null,
        reason,
        null);
  }

  private static Plan plan(
      long id, String key, Plan.State state, @Nullable GateReport gates, @Nullable String failure) {
    return new Plan(
        id,
        7,
        "nightly",
        Run.Kind.FULL,
        id,
        key,
        "digest",
        null,
        state,
        null,
        0,
        false,
        new Tally(),
        gates,
        0,
        AT,
        null,
        null,
        null,
        failure,
        null);
  }

  private static Plan failed(long id, String key, String failure) {
    return plan(id, key, Plan.State.MAKING, null, failure);
  }

  private static List<String> next(RunRecord run, Plan... plans) {
    return RunDetailsQuery.next(run, List.of(plans), List.of(), Map.of());
  }

  @Test
  void whatTheDatabaseBrokeIsRestarted() {
    assertThat(next(run(ExitCode.FAILED), failed(1, "acme", "the connection was lost")))
        .containsExactly("scripts/rollcall restart 7");
  }

  /** A restart would read the same broken file, or stumble over the new one half-way. */
  @Test
  void whereTheExportIsBrokenAnotherOneComesFirst() {
    assertThat(
            next(
                run(ExitCode.FAILED),
                failed(1, "acme", "acme.jsonl has no trailer at its end: it was cut. export again"),
                failed(2, "beta", "beta.jsonl is empty. export again; nothing was read")))
        .containsExactly("scripts/rollcall run nightly    # first export again: acme, beta");
  }

  @Test
  void whereTheExportWasReplacedARestartDoesNotHelp() {
    assertThat(
            next(
                run(ExitCode.FAILED),
                failed(1, "acme", "acme.jsonl has changed since the run started. start a new run")))
        .containsExactly("scripts/rollcall run nightly");
  }

  @Test
  void aPlanThatIsOutOfDateIsMadeAnew() {
    String reason = "plan 3 was made from another export of acme";
    assertThat(next(run(ExitCode.FAILED, Run.Kind.PLAN, 3L, reason)))
        .containsExactly("scripts/rollcall preview nightly");
    assertThat(next(run(ExitCode.FAILED, Run.Kind.PLAN, 3L, "the connection was lost")))
        .containsExactly("scripts/rollcall restart 7");
  }

  @Test
  void acceptingASourceDropIsNotSuggestedWhereALimitRefusesAsWell() {
    GateReport both =
        new GateReport(
            List.of(
                new Headroom("source", 2, 4L, "50% of the last complete read, 8", true),
                new Headroom("mailboxes.remove", 6, 1L, "10%", true)));
    assertThat(next(run(ExitCode.REFUSED), plan(1, "acme", Plan.State.REFUSED, both, null)))
        .containsExactly(MENDED, "scripts/rollcall approve 1 --reason 'why it is right'");
  }

  /** Applying it would be refused: it is never offered. */
  @Test
  void aPlanThatWouldNotBeAppliedAnyMoreIsMadeAnew() {
    GateReport limit =
        new GateReport(List.of(new Headroom("mailboxes.remove", 6, 1L, "10%", true)));
    List<Plan> plans =
        List.of(
            plan(1, "acme", Plan.State.APPROVED, limit, null),
            plan(2, "beta", Plan.State.REFUSED, limit, null),
            plan(3, "gamma", Plan.State.APPROVED, limit, null));
    assertThat(
            RunDetailsQuery.next(
                run(ExitCode.REFUSED),
                plans,
                List.of(),
                Map.of(1L, "a later run changed organization acme", 2L, "plan 2 was made ...")))
        .containsExactly(
            "scripts/rollcall preview nightly    # a later run changed organization acme",
            MENDED,
            "scripts/rollcall preview nightly    # plan 2 was made ...",
            "scripts/rollcall run nightly --plan 3 --yes");
  }

  @Test
  void acceptingASourceDropIsSuggestedOnce() {
    GateReport dropped =
        new GateReport(List.of(new Headroom("source", 0, 1L, "an empty source", true)));
    assertThat(
            next(
                run(ExitCode.REFUSED),
                plan(1, "acme", Plan.State.REFUSED, dropped, null),
                plan(2, "beta", Plan.State.REFUSED, dropped, null)))
        .containsExactly(
            MENDED,
            "scripts/rollcall run nightly --accept-source-drop",
            "scripts/rollcall approve 1 --reason 'why it is right'",
            "scripts/rollcall approve 2 --reason 'why it is right'");
  }
}
