package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunGuard;
import io.rollcall.kernel.Utc;
import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** One writer at a time, of what runs take one by one. */
@ParameterizedClass
@EnumSource
class LeaseJobTests {
  enum Database {
    EMBEDDED,
    MYSQL;

    private final SharedHome shared = new SharedHome("leases", name().equals("MYSQL"));
  }

  @Parameter Database database;
  TestHome home;
  Runs runs;
  Leases leases;
  LeaseGround ground;
  final String mailbox = "contacts-backup/acme/" + UUID.randomUUID();

  @BeforeEach
  void open() {
    home = database.shared.get();
    ground = new LeaseGround(home);
    runs = ground.runs;
    leases = ground.leases;
  }

  private List<Long> recover() {
    return home.bean(Recovery.class).recoverDead("tester");
  }

  private static void lost(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RollcallException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageContaining("the run lost its lease on");
  }

  @Test
  void twoRunsOfOneOrganizationGoOnSideBySideButNotInOneMailbox() {
    Run first = ground.begin(Owner.self());
    Run second = ground.begin(Owner.self());
    RunGuard ofFirst = ground.guard(first);
    RunGuard ofSecond = ground.guard(second);
    Lease held = ofFirst.lease(mailbox, "mailbox anna@acme.test");
    assertThatThrownBy(() -> ofSecond.lease(mailbox, "mailbox anna@acme.test"))
        .isInstanceOfSatisfying(
            RollcallException.class,
            e -> assertThat(e.exitCode()).isEqualTo(ExitCode.ALREADY_RUNNING))
        .hasMessage(
            "mailbox anna@acme.test is being written by run %d (%s)"
                .formatted(first.id(), Owner.self()));
    Lease other = ofSecond.lease(mailbox + "2", "mailbox ben@acme.test");
    other.require();
    held.require();
    held.close();
    Lease taken = ofSecond.lease(mailbox, "mailbox anna@acme.test");
    taken.require();
    lost(held::require);
    held.close();
    taken.require();
    ground.end(first);
    ground.end(second);
  }

  @Test
  void aRunThatEndsGivesBackAllThatItTook() {
    Run first = ground.begin(Owner.self());
    Lease held = ground.guard(first).lease(mailbox, "mailbox");
    ground.end(first);
    lost(held::require);
    Run second = ground.begin(Owner.self());
    ground.guard(second).lease(mailbox, "mailbox").require();
    ground.end(second);
    assertThat(
            home.count(
                "SELECT COUNT(*) FROM runner_lease WHERE run_id IN (?, ?)",
                first.id(),
                second.id()))
        .isZero();
  }

  @Test
  void aFrozenRunnerThatWakesUpAfterItsRecoveryCanWriteNothing() {
    Run frozen = ground.begin(LeaseGround.dead());
    RunGuard guard = ground.guard(frozen);
    Lease held = guard.lease(mailbox, "mailbox");
    guard.requireLease(LeaseGround.ACME);
    assertThat(recover()).containsExactly(frozen.id());
    lost(() -> inTransaction(held::require));
    lost(() -> inTransaction(() -> guard.requireLease(LeaseGround.ACME)));
    lost(() -> guard.lease(mailbox + "2", "mailbox"));
    assertThat(home.count("SELECT COUNT(*) FROM runner_lease WHERE run_id = ?", frozen.id()))
        .isZero();
  }

  @Test
  void aFrozenRunnerTakesNothingFromTheProcessThatRestartedItsRun() {
    Run run = ground.begin(LeaseGround.dead());
    RunGuard frozen = ground.guard(run);
    assertThat(recover()).containsExactly(run.id());
    assertThat(runs.resume(run.id(), Owner.self())).isTrue();
    ground.take(run);
    Lease held = ground.guard(run).lease(mailbox, "mailbox");
    lost(() -> frozen.lease(mailbox, "mailbox"));
    lost(() -> frozen.requireLease(LeaseGround.ACME));
    held.require();
    ground.end(run);
  }

  @Test
  void aRunOfAnotherMachineIsRecoveredOnlyWhenItsHeartbeatIsLost() {
    Owner elsewhere = new Owner("elsewhere", 4711, Instant.EPOCH);
    Run run = ground.begin(elsewhere);
    RunGuard guard = ground.guard(run);
    runs.heartbeat(run.id(), elsewhere);
    assertThat(recover()).as("it lives").doesNotContain(run.id());
    inTransaction(() -> guard.requireLease(LeaseGround.ACME));

    Instant lastBeat = Instant.now().minus(Recovery.SILENCE).minusSeconds(1);
    home.jdbc()
        .update(
            "UPDATE runner_run SET heartbeat_at = ? WHERE id = ?", Utc.column(lastBeat), run.id());
    assertThat(recover()).containsExactly(run.id());
    assertThat(runs.heartbeat(run.id(), elsewhere)).as("it goes on, unaware").isFalse();
    assertThat(runs.get(run.id()).running()).isFalse();
    assertThat(runs.get(run.id()).heartbeatAt()).isBefore(Instant.now().minus(Recovery.SILENCE));
    lost(() -> inTransaction(() -> guard.requireLease(LeaseGround.ACME)));
    assertThat(runs.finishOwned(run.id(), elsewhere, ExitCode.DONE, null, null, null)).isFalse();
  }

  @Test
  void whatPassesBeforeADeadRunIsRecoveredIsNoTimeOfItsSteps() {
    Run run = ground.begin(LeaseGround.dead());
    JobRepository repository = home.bean(JobRepository.class);
    JobParameters parameters =
        new JobParametersBuilder().addLong(RunExecution.RUN, run.id()).toJobParameters();
    JobExecution execution =
        repository.createJobExecution(
            repository.createJobInstance(run.job(), parameters),
            parameters,
            new ExecutionContext());
    execution.setStatus(BatchStatus.STARTED);
    repository.update(execution);
    StepExecution step = repository.createStepExecution("connect:acme", execution);
    step.setStatus(BatchStatus.STARTED);
    step.setStartTime(LocalDateTime.now().minusHours(1));
    repository.update(step);

    assertThat(recover()).containsExactly(run.id());
    assertThat(home.bean(RunSteps.class).of(runs.get(run.id())))
        .singleElement()
        .satisfies(
            shown -> {
              assertThat(shown.state()).isEqualTo("failed");
              assertThat(shown.length()).isNull();
            });
  }

  @Test
  void aRunThatTakesAMailboxOnceMoreHoldsItByTheNewLeaseAlone() {
    Run run = ground.begin(Owner.self());
    Lease before = ground.guard(run).lease(mailbox, "mailbox");
    Lease now = ground.guard(run).lease(mailbox, "mailbox");
    now.require();
    lost(before::require);
    before.close();
    now.require();
    ground.end(run);
  }

  @Test
  void whatARunThatIsForgottenHeldItselfByIsForgottenToo() {
    Run run = ground.begin(Owner.self());
    String resource = "run/" + run.id();
    leases.forget(run.id());
    assertThat(home.count("SELECT COUNT(*) FROM runner_lease WHERE resource = ?", resource))
        .as("not while it holds it")
        .isOne();
    ground.end(run);
    leases.forget(run.id());
    assertThat(home.count("SELECT COUNT(*) FROM runner_lease WHERE resource = ?", resource))
        .isZero();
  }

  private void inTransaction(Runnable action) {
    new TransactionTemplate(home.bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> action.run());
  }
}
