package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Approvals;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored plans: previewed, approved, applied once, and refused when they are out of date. */
@ParameterizedClass
@EnumSource
class PlanJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;

  @BeforeEach
  void open() {
    tenant = database.tenant();
  }

  private void done(RunRecord run) {
    assertThat(run.outcome())
        .as(run.summary() + run.reason() + tenant.problems(run))
        .isEqualTo(ExitCode.DONE);
  }

  private Exported[] mailboxes(int from, int to) {
    return IntStream.range(from, to)
        .mapToObj(i -> tenant.mailbox("m" + i))
        .toArray(Exported[]::new);
  }

  /** Refused before a run begins: no run, no row. */
  private void cannotBeApplied(Plan plan, String why) {
    List<String> rows = tenant.rows();
    ExitCode code =
        tenant.home.bean(Plans.class).get(plan.id()).state() == Plan.State.REFUSED
            ? ExitCode.REFUSED
            : ExitCode.WRONG_USE;
    long runs = tenant.home.count("SELECT COUNT(*) FROM runner_run");
    assertThatThrownBy(() -> tenant.apply(plan))
        .isInstanceOfSatisfying(
            RollcallException.class, refusal -> assertThat(refusal.exitCode()).isEqualTo(code))
        .hasMessageContaining(why);
    assertThat(tenant.home.count("SELECT COUNT(*) FROM runner_run")).isEqualTo(runs);
    assertThat(tenant.rows()).isEqualTo(rows);
  }

  /** Refused by the run itself, which alone knows the definition's settings and the source. */
  private void failsToApply(Plan plan, String why) {
    List<String> rows = tenant.rows();
    RunRecord run = tenant.apply(plan);
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(failure(run)).contains(why);
    assertThat(tenant.rows()).isEqualTo(rows);
  }

  /** Why the run's steps failed. */
  private String failure(RunRecord run) {
    return run.reason()
        + tenant
            .home
            .jdbc()
            .queryForList(
                """
                SELECT s.EXIT_MESSAGE FROM BATCH_STEP_EXECUTION s
                JOIN BATCH_JOB_EXECUTION_PARAMS p ON p.JOB_EXECUTION_ID = s.JOB_EXECUTION_ID
                WHERE p.PARAMETER_NAME = 'run' AND p.PARAMETER_VALUE = ? AND s.STATUS = 'FAILED'
                """,
                String.class,
                String.valueOf(run.run().id()));
  }

  @Test
  void aPreviewWritesNothingAndItsPlanIsAppliedOnce() {
    tenant.export(mailboxes(0, 3));
    RunRecord preview = tenant.preview();
    done(preview);
    assertThat(preview.summary()).contains("3 changes would be made");
    assertThat(tenant.objects()).isZero();
    assertThat(tenant.recognised()).isZero();
    Plan plan = tenant.plan(preview);
    assertThat(plan.state()).isEqualTo(Plan.State.OPEN);

    RunRecord applied = tenant.apply(plan);
    done(applied);
    assertThat(applied.summary()).contains("3 changes");
    assertThat(tenant.objects()).isEqualTo(3);
    assertThat(tenant.plan(preview).state()).isEqualTo(Plan.State.APPLIED);
    assertThat(tenant.workingRows()).isZero();
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_object WHERE organization_id = ? AND run_id = ?",
                tenant.id(),
                applied.run().id()))
        .isEqualTo(3);
    assertThat(tenant.run().summary()).contains("0 changes");
    cannotBeApplied(plan, "plan %d is applied and cannot be applied".formatted(plan.id()));
    assertThat(tenant.plan(preview).failure()).isNull();
  }

  @Test
  void aRefusedPlanIsAppliedOnceAfterItsApproval() {
    tenant.export(mailboxes(0, 4));
    tenant.run();
    tenant.export(mailboxes(0, 2));
    RunRecord refused = tenant.run();
    assertThat(refused.outcome()).isEqualTo(ExitCode.REFUSED);
    Plan plan = tenant.plan(refused);
    cannotBeApplied(
        plan, "plan %d was refused by a gate: mailboxes.remove 2 of 1".formatted(plan.id()));
    approve(plan, Duration.ofHours(1));
    done(tenant.apply(plan));
    assertThat(tenant.presence("m3")).containsExactly("1 present", "2 gone");
    assertThatThrownBy(() -> approve(plan, Duration.ofHours(1)))
        .hasMessage(
            "plan %d is applied: only a plan that a gate refused can be approved"
                .formatted(plan.id()));
    cannotBeApplied(plan, "is applied and cannot be applied");
  }

  @ParameterizedTest
  @ValueSource(longs = {3600, -1})
  void whatWasApprovedAndNotAppliedIsNoMeasureOfTheNextSource(long secondsLeft) {
    tenant.define("limits: {mailboxes: {remove: none}}");
    tenant.export(mailboxes(0, 8));
    done(tenant.run());
    tenant.export(mailboxes(0, 3));
    approve(tenant.plan(tenant.run()), Duration.ofSeconds(secondsLeft));

    for (int again = 0; again < 2; again++) { // the first one overtakes the plan
      RunRecord run = tenant.run();
      assertThat(run.outcome()).isEqualTo(ExitCode.REFUSED);
      assertThat(tenant.plan(run).toString()).contains("50% of the last complete read, 8");
    }
    assertThat(tenant.presence("m7")).containsExactly("1 present");
  }

  private Plan approve(Plan plan, Duration expiry) {
    return tenant.home.bean(Approvals.class).approve(plan.id(), "tester", "we know", expiry);
  }

  /** Who looks at the run that wrote must find what the run that planned could not read. */
  @Test
  void thePlansOwnProblemsAreThoseOfTheRunThatAppliesIt() {
    Tenant other = database.tenant();
    other.export(other.list("staff").members("nobody there"));
    tenant.exportLines(
        List.of(
            tenant.list("staff").members("nobody known").line(),
            tenant.mailbox("jane").line().replace("UserMailbox", "PrinterMailbox"),
            tenant.mailbox("bob").line()));
    tenant.preview();
    other.preview();
    RunRecord preview = tenant.preview();
    List<String> problems = tenant.problems(preview);
    assertThat(problems).hasSize(2);

    RunRecord applied = tenant.apply(tenant.plan(preview));

    assertThat(applied.outcome()).as(applied.summary()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(applied.summary()).endsWith(", 2 problems");
    assertThat(tenant.problems(applied)).isEqualTo(problems);
    assertThat(Workbook.of(applied).sheet("Problems").toString())
        .contains("nobody known")
        .contains("PrinterMailbox");
    assertThat(tenant.problems(preview)).isEqualTo(problems);
  }

  @Test
  void anApprovalExpires() {
    tenant.export(mailboxes(0, 4));
    tenant.run();
    tenant.export(mailboxes(0, 2));
    Plan plan = tenant.plan(tenant.run());
    approve(plan, Duration.ofSeconds(-1));
    cannotBeApplied(plan, "plan %d's approval expired at ".formatted(plan.id()));
  }

  @Test
  void anOldPlanIsRefused() {
    tenant.export(mailboxes(0, 1));
    Plan plan = tenant.plan(tenant.preview());
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE runner_plan SET created_at = '2020-01-01 00:00:00' WHERE id = ?", plan.id());
    failsToApply(plan, "plan %d is older than plan.max-age (24 hours)".formatted(plan.id()));
  }

  @Test
  void aPlanThatALaterRunOvertookIsRefused() {
    tenant.export(mailboxes(0, 2));
    Plan plan = tenant.plan(tenant.preview());
    tenant.run();
    cannotBeApplied(plan, "plan %d is expired and cannot be applied".formatted(plan.id()));
  }

  @Test
  void aPlanOfAnotherExportIsRefused() {
    tenant.export(mailboxes(0, 2));
    Plan plan = tenant.plan(tenant.preview());
    tenant.export(mailboxes(0, 3));
    failsToApply(
        plan, "plan %d was made from another export of %s".formatted(plan.id(), tenant.key));
  }

  @Test
  void aPlanOfAnotherDefinitionIsRefused() {
    tenant.export(mailboxes(0, 2));
    Plan plan = tenant.plan(tenant.preview());
    tenant.define("limits: {mailboxes: {add: 1}}");
    cannotBeApplied(
        plan, "plan %d was made under another definition of %s".formatted(plan.id(), tenant.key));
  }

  @Test
  void whatMovedSinceThePlanIsAConflictAndTheRestIsWritten() {
    tenant.export(mailboxes(0, 3));
    tenant.run();
    tenant.export(
        tenant.mailbox("m0").displayName("new").set("database", "database", "db1"),
        tenant.mailbox("m1").displayName("new"),
        tenant.mailbox("m2"),
        tenant.mailbox("m3"),
        tenant.mailbox("m4"));
    Plan plan = tenant.plan(tenant.preview());
    tenant
        .home
        .jdbc()
        .update(
            """
            INSERT INTO panel_settings (object_id, section, version, content, content_hash, run_id, observed_at)
            SELECT object_id, section, 2, '{"displayName":"by hand"}', content_hash, run_id, observed_at FROM panel_settings
            WHERE object_id = ? AND section = 'general'
            """,
            tenant.object("m0"));
    tenant.handmade(900_000 + tenant.id(), "mailbox", tenant.address("m4"));
    RunRecord run = tenant.apply(plan);
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsExactlyInAnyOrder(
            "CONFLICT %s: the settings general changed in the panel after the plan was made; they were not written"
                .formatted(tenant.address("m0")),
            "CONFLICT %1$s: the address smtp:%1$s changed in the panel after the plan was made; it was not written"
                .formatted(tenant.address("m4")));
    assertThat(tenant.settings("m0", "general"))
        .last()
        .isEqualTo("2 {\"displayName\":\"by hand\"}");
    assertThat(tenant.settings("m0", "database")).hasSize(1);
    assertThat(tenant.settings("m1", "general")).last().isEqualTo("2 {\"displayName\":\"new\"}");
    assertThat(tenant.presence("m3")).containsExactly("1 present");
    assertThat(tenant.presence("m4")).isEmpty();
    // The next run compares with the panel as it is now.
    tenant.run();
    assertThat(tenant.settings("m0", "general")).last().isEqualTo("3 {\"displayName\":\"new\"}");
    assertThat(tenant.object("m4")).isEqualTo(900_000 + tenant.id());
  }

  @Test
  void onlyTheChosenObjectIsTouched() {
    tenant.export(mailboxes(0, 3));
    tenant.run();
    tenant.export(tenant.mailbox("m0").displayName("new"), tenant.mailbox("m1").displayName("new"));
    long recognised = tenant.recognised();
    RunRecord run = tenant.only(tenant.address("m0").toUpperCase(), "nobody@" + tenant.domain);
    assertThat(run.outcome()).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
    assertThat(tenant.problems(run))
        .containsExactly(
            "SKIPPED nobody@%s: the source has no object with this address or GUID"
                .formatted(tenant.domain));
    assertThat(tenant.settings("m0", "general")).hasSize(2);
    assertThat(tenant.settings("m1", "general")).hasSize(1);
    assertThat(tenant.presence("m2")).containsExactly("1 present");
    assertThat(tenant.recognised()).isEqualTo(recognised - 1);
    assertThat(tenant.workingRows()).isZero();
    done(tenant.only(tenant.guid("m1").toString()));
    assertThat(tenant.settings("m1", "general")).hasSize(2);
  }
}
