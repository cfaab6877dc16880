package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.plan.Plan;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Runs that fail in the middle, and how they go on. */
@ParameterizedClass
@EnumSource
class RestartJobTests {
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

  private List<Exported> people(Tenant of) {
    List<Exported> people = new ArrayList<>();
    for (int i = 0; i < 35; i++) {
      people.add(of.mailbox("m%02d".formatted(i)).trustees("send-as", of.ref("m34")));
    }
    return people;
  }

  private RunRecord restart(RunRecord run) {
    return tenant.home.restart(run.run().id());
  }

  /** A run that breaks when it does a thing for the n-th time, inside that chunk's transaction. */
  private RunRecord breakingAt(String step, int n) {
    AtomicInteger times = new AtomicInteger();
    return tenant.run(
        (at, done, total) -> {
          if (at.startsWith(step) && done > 0 && times.incrementAndGet() == n) {
            throw new IllegalStateException("pulled the plug");
          }
        });
  }

  private List<Long> readCounts(RunRecord run, String step) {
    return tenant
        .home
        .jdbc()
        .queryForList(
            """
            SELECT s.READ_COUNT FROM BATCH_STEP_EXECUTION s
            JOIN BATCH_JOB_EXECUTION_PARAMS p ON p.JOB_EXECUTION_ID = s.JOB_EXECUTION_ID
            WHERE p.PARAMETER_NAME = 'run' AND p.PARAMETER_VALUE = ? AND s.STEP_NAME LIKE ?
            ORDER BY s.STEP_EXECUTION_ID
            """,
            Long.class,
            String.valueOf(run.run().id()),
            step + ":%:0");
  }

  private List<String> undisturbed() {
    Tenant twin = database.tenant();
    twin.define("chunk-size: 10");
    twin.export(people(twin));
    twin.run();
    return twin.rows();
  }

  @Test
  void anApplyThatBreaksGoesOnAfterTheLastWholeChunk() {
    tenant.define("chunk-size: 10");
    tenant.export(people(tenant));
    RunRecord failed = breakingAt("applying", 3);
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.objects()).isEqualTo(20);
    RunRecord restarted = restart(failed);
    done(restarted);
    assertThat(restarted.run().id()).isEqualTo(failed.run().id());
    assertThat(tenant.rows()).isEqualTo(undisturbed());
    assertThat(readCounts(failed, "apply").get(1)).isEqualTo(15);
    assertThat(tenant.workingRows()).isZero();
    assertThat(tenant.plan(restarted).failure()).isNull();
    assertThat(tenant.run().summary()).contains("0 changes");
  }

  @Test
  void aRunThatTakesOverFromOneThatAppliedHalfLeavesNoWorkingRowsOfIt() {
    tenant.define("chunk-size: 10");
    tenant.export(people(tenant));
    RunRecord failed = breakingAt("applying", 3);
    assertThat(tenant.workingRows()).isPositive();

    done(tenant.run());

    assertThat(tenant.objects()).isEqualTo(35);
    assertThat(tenant.workingRows()).isZero();
    assertThat(tenant.plan(failed).state()).isEqualTo(Plan.State.APPLYING);
  }

  @Test
  void aReadThatBreaksGoesOnAfterTheLastWholeChunk() {
    tenant.define("chunk-size: 10");
    tenant.export(people(tenant));
    RunRecord failed = breakingAt("reading", 3);
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.objects()).isZero();
    long before = tenant.plan(failed).recordsRead();
    assertThat(before).isBetween(20L, 30L);
    RunRecord restarted = restart(failed);
    done(restarted);
    assertThat(tenant.plan(restarted).recordsRead()).isEqualTo(35);
    assertThat(tenant.rows()).isEqualTo(undisturbed());
  }

  @Test
  void aStolenLeaseKeepsTheNextChunkFromCommitting() {
    tenant.define("chunk-size: 10");
    tenant.export(people(tenant));
    AtomicInteger chunks = new AtomicInteger();
    RunRecord failed =
        tenant.run(
            (at, done, total) -> {
              if (at.startsWith("applying") && done > 0 && chunks.incrementAndGet() == 2) {
                tenant
                    .home
                    .jdbc()
                    .update(
                        "UPDATE runner_lease SET token = token + 1 WHERE resource = ?",
                        "backend-sync/" + tenant.key);
              }
            });
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.objects()).isEqualTo(20);
    done(restart(failed));
    assertThat(tenant.rows()).isEqualTo(undisturbed());
  }

  @Test
  void anotherExportInTheMiddleNeedsANewRun() {
    tenant.define("chunk-size: 10");
    tenant.export(people(tenant));
    RunRecord failed = breakingAt("reading", 3);
    List<Exported> others = people(tenant);
    others.get(0).displayName("other");
    tenant.export(others);
    RunRecord again = restart(failed);
    assertThat(again.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.plan(again).failure())
        .contains("changed since the run started")
        .contains("start a new run");
    done(tenant.run());
    assertThatThrownBy(() -> restart(failed))
        .hasMessageMatching(
            "run \\d+ took over from run %d, which can no longer be restarted"
                .formatted(failed.run().id()));
    assertThat(tenant.objects()).isEqualTo(35);
    assertThat(tenant.workingRows()).isZero();
  }

  @Test
  void whatCannotBeRestartedSaysWhy() {
    tenant.export(tenant.mailbox("jane"));
    RunRecord done = tenant.run();
    assertThatThrownBy(() -> restart(done))
        .hasMessage("run %d is done; there is nothing to restart".formatted(done.run().id()));
    assertThatThrownBy(() -> tenant.home.restart(999_999_999))
        .hasMessage("there is no run 999999999");
    tenant.write("");
    RunRecord failed = tenant.run();
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    tenant.home.bean(Recovery.class).abandon(failed.run().id(), "tester");
    assertThatThrownBy(() -> restart(failed))
        .hasMessage("run %d was abandoned".formatted(failed.run().id()));
    tenant.export(tenant.mailbox("jane"));
    List<String> said = new ArrayList<>();
    AtomicInteger once = new AtomicInteger();
    tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(tenant.key, Run.Kind.FULL, List.of(), null, false, "tester"),
            (at, step, total) -> {},
            id -> {
              once.incrementAndGet();
              try {
                tenant.home.restart(id);
              } catch (RuntimeException e) {
                said.add(e.getMessage());
              }
            });
    assertThat(said).singleElement().asString().contains(" is running in ");
  }

  @Test
  void aRunOfChosenObjectsRemembersWhatItFoundBeforeItBroke() {
    tenant.define("chunk-size: 10");
    tenant.export(people(tenant));
    AtomicInteger times = new AtomicInteger();
    RunRecord failed =
        tenant
            .home
            .bean(RunLauncher.class)
            .start(
                new RunRequest(
                    tenant.key,
                    Run.Kind.ONLY,
                    List.of(tenant.address("m01"), tenant.address("m34")),
                    null,
                    false,
                    "tester"),
                (at, done, total) -> {
                  if (at.startsWith("reading") && done > 0 && times.incrementAndGet() == 3) {
                    throw new IllegalStateException("pulled the plug");
                  }
                },
                id -> {});
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    RunRecord restarted = restart(failed);
    done(restarted);
    assertThat(tenant.objects()).isEqualTo(2);
  }

  @Test
  void anOrganizationThatFailsDoesNotHoldUpTheOthersAndGoesOnWhenItsExportIsMended() {
    List<Tenant> three = List.of(tenant, database.tenant(), database.tenant(), database.tenant());
    String job = "four-" + tenant.key;
    Path folder = tenant.home.file("exports/" + job);
    tenant.home.job(
        job,
        """
        family: backend-sync
        organizations: [%s]
        source: {type: exchange-export, path: exports/%s}
        """
            .formatted(String.join(", ", three.stream().map(t -> t.key).toList()), job));
    for (int i = 0; i < 3; i++) {
      Tenant each = three.get(i);
      String text =
          String.join("\n", Exported.file(each.key, List.of(each.mailbox("jane").line()))) + "\n";
      // the second is cut off, the fourth is missing
      Tenant.write(
          folder.resolve(each.key + ".jsonl"),
          i == 1 ? text.substring(0, text.length() - 40) : text);
    }
    RunRecord run = tenant.home.run(job);
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(three.stream().map(Tenant::objects)).containsExactly(1L, 0L, 1L, 0L);
    assertThat(three.get(1).plan(run).failure()).contains(three.get(1).key + ".jsonl");
    assertThat(three.get(3).plan(run).failure())
        .contains("organization %s: the folder".formatted(three.get(3).key))
        .contains("has no export of it");
    for (int i : List.of(1, 3)) {
      Tenant each = three.get(i);
      Tenant.write(
          folder.resolve(each.key + ".jsonl"),
          String.join("\n", Exported.file(each.key, List.of(each.mailbox("jane").line()))) + "\n");
    }
    RunRecord restarted = tenant.home.restart(run.run().id());
    done(restarted);
    assertThat(three.stream().map(Tenant::objects)).containsExactly(1L, 1L, 1L, 1L);
    assertThat(
            tenant.home.count(
                """
                SELECT COUNT(*) FROM BATCH_STEP_EXECUTION s
                JOIN BATCH_JOB_EXECUTION_PARAMS p ON p.JOB_EXECUTION_ID = s.JOB_EXECUTION_ID
                WHERE p.PARAMETER_NAME = 'run' AND p.PARAMETER_VALUE = ? AND s.STEP_NAME = ?
                """,
                String.valueOf(run.run().id()),
                "read:" + tenant.key))
        .isEqualTo(1);
  }

  /** Two jobs may cover one organization: its own, and the one for all organizations. */
  @Test
  void aRunThatAnotherJobOvertookCannotGoOn() {
    tenant.define("chunk-size: 10\nlimits: {mailboxes: {remove: none}}");
    tenant.export(people(tenant));
    tenant.run();
    List<Exported> changed = people(tenant);
    changed.forEach(object -> object.displayName("changed"));
    tenant.export(changed);
    RunRecord failed = breakingAt("reading", 3);
    assertThat(failed.outcome()).isEqualTo(ExitCode.FAILED);
    tenant.home.job(
        "other-" + tenant.key,
        """
        family: backend-sync
        organizations: %s
        source: {type: exchange-export, path: exports/%s.jsonl}
        """
            .formatted(tenant.key, tenant.key));
    done(tenant.home.run("other-" + tenant.key));
    List<String> rows = tenant.rows();
    assertThatThrownBy(() -> restart(failed))
        .hasMessage(
            "another run changed organization %s after run %d was interrupted"
                .formatted(tenant.key, failed.run().id()));
    assertThat(tenant.rows()).isEqualTo(rows);
    done(tenant.run());
    assertThat(tenant.rows()).isEqualTo(rows);
  }
}
