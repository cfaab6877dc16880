package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.Approvals;
import io.rollcall.operations.Audit;
import io.rollcall.operations.Retention;
import io.rollcall.operations.Retention.Keeper;
import io.rollcall.operations.Retention.Purge;
import io.rollcall.operations.RunRecord;
import io.rollcall.plan.Plan;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes of the history for its age, and what never does. */
@ParameterizedClass
@EnumSource
class RetentionJobTests {
  /** Not the homes that all job tests share: a purge looks at all runs of its database. */
  private static final Map<JobDatabase, TestHome> HOMES = new EnumMap<>(JobDatabase.class);

  @Parameter JobDatabase database;
  TestHome home;
  Tenant tenant;

  @BeforeEach
  void open() {
    home = HOMES.computeIfAbsent(database, JobDatabase::open);
    forgetEverything();
    tenant = new Tenant(home, JobDatabase.freshKey());
    // A problem and a mail in every run.
    tenant.define("report: {recipients: [ops@acme.example]}");
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("joe").type("Nonsense"));
  }

  private void forgetEverything() {
    List.of(
            "BATCH_STEP_EXECUTION_CONTEXT",
            "BATCH_STEP_EXECUTION",
            "BATCH_JOB_EXECUTION_CONTEXT",
            "BATCH_JOB_EXECUTION_PARAMS",
            "BATCH_JOB_EXECUTION",
            "BATCH_JOB_INSTANCE",
            "runner_run",
            "runner_plan",
            "runner_change",
            "runner_problem",
            "runner_mail",
            "runner_audit")
        .forEach(table -> home.jdbc().update("DELETE FROM " + table));
  }

  @AfterAll
  static void close() {
    HOMES.values().forEach(TestHome::close);
    HOMES.clear();
  }

  private Retention retention() {
    return home.bean(Retention.class);
  }

  /** As if a run had been long ago, with all that it left. */
  private void age(RunRecord run, int days) {
    long id = run.run().id();
    Object[] when = {ago(days), id};
    home.jdbc().update("UPDATE runner_run SET started_at = ? WHERE id = ?", when);
    home.jdbc().update("UPDATE runner_run SET ended_at = ? WHERE id = ?", when);
    home.jdbc().update("UPDATE runner_plan SET created_at = ? WHERE run_id = ?", when);
    home.jdbc().update("UPDATE runner_mail SET give_up_at = ? WHERE run_id = ?", when);
    home.jdbc().update("UPDATE runner_audit SET at = ? WHERE target = ?", ago(days), "run " + id);
  }

  private java.time.LocalDateTime ago(int days) {
    return java.time.LocalDateTime.ofInstant(
        home.bean(java.time.Clock.class).instant().minus(Duration.ofDays(days)),
        java.time.ZoneOffset.UTC);
  }

  private static long id(RunRecord run) {
    return run.run().id();
  }

  /** Rows that something of the runner keeps of a run. */
  private Map<String, Long> rowsOf(RunRecord run) {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : List.of("runner_plan", "runner_problem", "runner_mail")) {
      rows.put(table, home.count("SELECT COUNT(*) FROM " + table + " WHERE run_id = ?", id(run)));
    }
    rows.put("runner_run", home.count("SELECT COUNT(*) FROM runner_run WHERE id = ?", id(run)));
    rows.put(
        "BATCH_JOB_EXECUTION_PARAMS",
        home.count(
            "SELECT COUNT(*) FROM BATCH_JOB_EXECUTION_PARAMS WHERE PARAMETER_NAME = 'run' AND PARAMETER_VALUE = ?",
            String.valueOf(id(run))));
    return rows;
  }

  /** All tables of Spring Batch, which nothing but runs fills. */
  private List<Long> batchRows() {
    return List.of(
            "BATCH_JOB_INSTANCE",
            "BATCH_JOB_EXECUTION",
            "BATCH_JOB_EXECUTION_PARAMS",
            "BATCH_JOB_EXECUTION_CONTEXT",
            "BATCH_STEP_EXECUTION",
            "BATCH_STEP_EXECUTION_CONTEXT")
        .stream()
        .map(table -> home.count("SELECT COUNT(*) FROM " + table))
        .toList();
  }

  private void gone(RunRecord run) {
    assertThat(rowsOf(run).values()).containsOnly(0L);
    assertThat(Path.of(String.valueOf(run.reportFile()))).doesNotExist();
  }

  @Test
  void anOldRunGoesWithAllThatIsStoredOfItAndNothingOfThePanel() throws IOException {
    RunRecord old = tenant.run();
    assertThat(rowsOf(old).values()).allMatch(rows -> rows > 0);
    assertThat(Path.of(String.valueOf(old.reportFile()))).exists();
    List<Long> ofOneRun = batchRows();
    tenant.export(tenant.mailbox("jane").displayName("x"));
    RunRecord last = tenant.run();
    Map<String, Long> kept = rowsOf(last);
    List<Long> ofBoth = batchRows();
    List<String> panel = tenant.rows();
    age(old, 401);

    Purge would = retention().preview();
    assertThat(batchRows()).isEqualTo(ofBoth);
    Purge did = retention().purge("tester");

    assertThat(would.runs()).containsExactly(id(old));
    assertThat(would.auditLines()).isEqualTo(1);
    assertThat(did.runs()).isEqualTo(would.runs());
    gone(old);
    assertThat(rowsOf(last)).isEqualTo(kept);
    assertThat(batchRows()).isEqualTo(difference(ofBoth, ofOneRun));
    assertThat(tenant.rows()).isEqualTo(panel);
    assertThat(Path.of(String.valueOf(last.reportFile()))).exists();
    assertThat(
            home.bean(Audit.class).list(null, null, 10).stream()
                .map(line -> line.actor() + " " + line.action() + " " + line.target()))
        .containsExactly(
            "tester purge history",
            "tester run run " + id(last),
            "tester organization-add " + tenant.key);
    assertThat(retention().purge("tester").nothing()).isTrue();
  }

  private static List<Long> difference(List<Long> of, List<Long> less) {
    return java.util.stream.IntStream.range(0, of.size())
        .mapToObj(i -> of.get(i) - less.get(i))
        .toList();
  }

  @Test
  void whatIsYoungEnoughStays() {
    RunRecord one = tenant.run();
    tenant.run();
    age(one, 399);

    assertThat(retention().preview().runs()).isEmpty();
    assertThat(retention().purge("tester").auditLines()).isZero();
    assertThat(rowsOf(one).values()).allMatch(rows -> rows > 0);
  }

  @Test
  void theNewestRunOfAJobAndTheSourceGatesBaselineStay() {
    RunRecord baseline = tenant.run();
    RunRecord between = tenant.only(tenant.address("jane"));
    RunRecord newest = tenant.only(tenant.address("jane"));
    List.of(baseline, between, newest).forEach(run -> age(run, 500));

    Purge purge = retention().purge("tester");

    assertThat(purge.runs()).containsExactly(id(between));
    assertThat(purge.kept())
        .isEqualTo(
            Map.of(
                Keeper.NEWEST_OF_ITS_JOB,
                List.of(id(newest)),
                Keeper.SOURCE_GATE_BASELINE,
                List.of(id(baseline))));
    tenant.write("");
    tenant.exportLines(List.of());
    assertThat(tenant.run().outcome()).isEqualTo(ExitCode.REFUSED);
  }

  @Test
  void aRunThatRunsOrCanBeRestartedStays() {
    tenant.run();
    tenant.write("");
    RunRecord failed = tenant.run();
    assertThat(failed.restartable()).isTrue();
    tenant.export(tenant.mailbox("jane"), tenant.mailbox("ann"));
    RunRecord test = tenant.preview();
    RunRecord running = tenant.preview();
    tenant.preview();
    List.of(failed, test, running).forEach(run -> age(run, 500));
    home.goesOn(id(running));

    Purge purge = retention().purge("tester");

    assertThat(purge.runs()).containsExactly(id(test));
    assertThat(purge.kept()).isEqualTo(Map.of(Keeper.RESTARTABLE, List.of(id(failed))));
    assertThat(rowsOf(running).get("runner_run")).isEqualTo(1);
    assertThat(home.restart(id(failed)).outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(2);
  }

  @Test
  void aPlanThatCanStillBeAppliedStaysWithItsRun() {
    tenant.define("plan: {max-age: 1000d}");
    tenant.export(tenant.mailbox("jane"));
    RunRecord preview = tenant.preview();
    Plan plan = tenant.plan(preview);
    // The source gate compares with a newer read.
    tenant.preview();
    age(preview, 500);

    assertThat(retention().purge("tester").kept())
        .isEqualTo(Map.of(Keeper.USABLE_PLAN, List.of(id(preview))));
    assertThat(retention().preview().plans()).isEmpty();
    assertThat(tenant.apply(plan).outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(1);
  }

  @Test
  void theRunThatMadeAPlanStaysAsLongAsTheRunThatAppliedIt() {
    tenant.export(tenant.mailbox("jane"));
    RunRecord preview = tenant.preview();
    RunRecord applied = tenant.apply(tenant.plan(preview));
    assertThat(applied.outcome()).isEqualTo(ExitCode.DONE);
    tenant.run();
    age(preview, 500);

    assertThat(retention().preview().kept())
        .isEqualTo(Map.of(Keeper.APPLIED_BY_A_KEPT_RUN, List.of(id(preview))));
    age(applied, 500);
    assertThat(retention().purge("tester").runs()).containsExactly(id(preview), id(applied));
    gone(preview);
    gone(applied);
  }

  @Test
  void aMailThatIsStillToBeSentKeepsItsRun() {
    RunRecord old = tenant.run();
    tenant.run();
    age(old, 500);
    home.jdbc().update("UPDATE runner_mail SET give_up_at = ? WHERE run_id = ?", ago(-1), id(old));

    assertThat(retention().preview().kept())
        .isEqualTo(Map.of(Keeper.UNSENT_MAIL, List.of(id(old))));
  }

  @Test
  void theLinesOfPlansGoEarlierAndTheirCountsStay() {
    RunRecord old = tenant.run();
    tenant.export(tenant.mailbox("jane").displayName("x"));
    RunRecord last = tenant.run();
    Plan before = tenant.plan(old);
    age(old, 31);
    age(last, 29);

    Purge purge = retention().purge("tester");

    assertThat(purge.runs()).isEmpty();
    assertThat(purge.plans()).containsExactly(before.id());
    assertThat(purge.lines()).isEqualTo(1);
    assertThat(lines(before)).isZero();
    assertThat(lines(tenant.plan(last))).isEqualTo(1);
    Plan after = tenant.plan(old);
    assertThat(after.purgedAt()).isNotNull();
    assertThat(after.tally().toJson()).isEqualTo(before.tally().toJson());
    assertThat(after.state()).isEqualTo(Plan.State.APPLIED);
    assertThat(retention().preview().nothing()).isTrue();
  }

  private long lines(Plan plan) {
    return home.count("SELECT COUNT(*) FROM runner_change WHERE plan_id = ?", plan.id());
  }

  @Test
  void aPlanWithoutItsLinesCanNeitherBeAppliedNorApproved() {
    tenant.export(tenant.mailbox("jane"));
    RunRecord open = tenant.preview();
    tenant.define("limits: {mailboxes: {add: 0}}");
    RunRecord refused = tenant.preview();
    assertThat(refused.outcome()).isEqualTo(ExitCode.REFUSED);
    age(open, 31);
    age(refused, 31);

    retention().purge("tester");
    tenant.define("limits: {mailboxes: {add: 0}}\nplan: {max-age: 1000d}");

    assertThatThrownBy(() -> tenant.apply(tenant.plan(open)))
        .hasMessageContaining("is expired and cannot be applied");
    Approvals approvals = home.bean(Approvals.class);
    long plan = tenant.plan(refused).id();
    assertThatThrownBy(() -> approvals.approve(plan, "tester", "why", Duration.ofHours(1)))
        .hasMessage("plan " + plan + " is too old: its lines were deleted");
    assertThat(tenant.plan(refused).state()).isEqualTo(Plan.State.REFUSED);
  }

  @Test
  void linesThatARestartNeedsStay() {
    tenant.define("chunk-size: 10");
    tenant.export(
        java.util.stream.IntStream.range(0, 35).mapToObj(i -> tenant.mailbox("m" + i)).toList());
    RunRecord failed =
        tenant.run(
            (at, done, total) -> {
              if (at.startsWith("applying") && done >= 20) {
                throw new IllegalStateException("pulled the plug");
              }
            });
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    age(failed, 31);

    assertThat(retention().purge("tester").nothing()).isTrue();
    assertThat(home.restart(id(failed)).outcome()).isEqualTo(ExitCode.DONE);
    assertThat(tenant.objects()).isEqualTo(35);
  }

  @Test
  void aPurgeThatWasKilledHalfWayIsFinishedByTheNext() {
    RunRecord old = tenant.run();
    tenant.run();
    age(old, 500);
    home.jdbc()
        .execute(
            "CREATE TABLE blocker (id BIGINT NOT NULL, FOREIGN KEY (id) REFERENCES BATCH_JOB_INSTANCE (JOB_INSTANCE_ID))");
    home.jdbc()
        .update(
            "INSERT INTO blocker SELECT JOB_INSTANCE_ID FROM BATCH_JOB_INSTANCE ORDER BY 1 LIMIT 1");

    assertThatThrownBy(() -> retention().purge("tester"))
        .isInstanceOf(org.springframework.dao.DataIntegrityViolationException.class);
    Map<String, Long> half = rowsOf(old);
    home.jdbc().execute("DROP TABLE blocker");
    retention().purge("tester");

    assertThat(half).containsEntry("runner_run", 1L).containsEntry("runner_plan", 0L);
    gone(old);
    assertThat(batchRows().get(0)).isEqualTo(1);
  }

  @Test
  void filesThatNoRunWroteStay() throws IOException {
    RunRecord old = tenant.run();
    RunRecord moved = tenant.run();
    tenant.run();
    age(old, 500);
    age(moved, 500);
    Path other = Files.writeString(home.file("reports/notes.xlsx"), "mine");
    home.jdbc()
        .update("UPDATE runner_run SET report_file = ? WHERE id = ?", other.toString(), id(moved));

    retention().purge("tester");

    assertThat(other).exists();
    assertThat(Path.of(String.valueOf(moved.reportFile()))).exists();
    gone(old);
  }
}
