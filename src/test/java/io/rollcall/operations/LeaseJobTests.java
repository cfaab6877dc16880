package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Lease;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.RunGuard;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Sequences;
import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.nio.file.Path;
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
import org.springframework.batch.core.job.Job;
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
  private static final Organization ACME =
      new Organization(1, "acme", "Acme", Organization.ServerType.MICROSOFT365, "t");

  enum Database {
    EMBEDDED,
    MYSQL;

    private final SharedHome shared = new SharedHome("leases", name().equals("MYSQL"));
  }

  @Parameter Database database;
  TestHome home;
  Runs runs;
  Leases leases;
  final String mailbox = "contacts-backup/acme/" + UUID.randomUUID();

  @BeforeEach
  void open() {
    home = database.shared.get();
    runs = home.bean(Runs.class);
    leases = home.bean(Leases.class);
  }

  /** A family whose runs share an organization. */
  private static final JobFamily SHARING =
      new JobFamily() {
        @Override
        public String name() {
          return "contacts-backup";
        }

        @Override
        public Class<? extends FamilyDefinition> definitionType() {
          return FamilyDefinition.class;
        }

        @Override
        public boolean leasesOrganizations() {
          return false;
        }

        @Override
        public List<String> whatARunDoes() {
          return List.of();
        }

        @Override
        public Job job(RunContext context) {
          throw new UnsupportedOperationException();
        }

        @Override
        public List<Check> test(FamilyDefinition definition, List<Organization> organizations) {
          throw new UnsupportedOperationException();
        }

        @Override
        public void report(
            Run run,
            ExitCode outcome,
            Instant endedAt,
            List<Organization> organizations,
            Path target) {
          throw new UnsupportedOperationException();
        }
      };

  /** A run that begins in a process. */
  private Run begin(Owner owner) {
    Run run =
        new Run(
            home.bean(Sequences.class).next("run"),
            "acme-contacts",
            Run.Kind.FULL,
            List.of(),
            null,
            false,
            "tester",
            Instant.parse("2026-11-01T00:00:00Z"));
    runs.create(run, SHARING.name(), "digest", List.of("acme"), owner);
    assertThat(leases.take(Leases.of(run, SHARING, List.of(ACME)), run.id())).isEmpty();
    return run;
  }

  private RunGuard guard(Run run) {
    return new RunLeases(leases, runs, SHARING, run, List.of(ACME));
  }

  private static Owner dead() {
    return new Owner(Owner.self().host(), 999_999_999, Instant.EPOCH);
  }

  private List<Long> recover() {
    return home.bean(Recovery.class).recoverDead("tester");
  }

  private void end(Run run) {
    assertThat(runs.finishOwned(run.id(), Owner.self(), ExitCode.DONE, null, null, null)).isTrue();
    leases.release(run.id());
  }

  private static void lost(Runnable action) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            RollcallException.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.FAILED))
        .hasMessageContaining("the run lost its lease on");
  }

  @Test
  void twoRunsOfOneOrganizationGoOnSideBySideButNotInOneMailbox() {
    Run first = begin(Owner.self());
    Run second = begin(Owner.self());
    RunGuard ofFirst = guard(first);
    RunGuard ofSecond = guard(second);
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
    end(first);
    end(second);
  }

  @Test
  void aRunThatEndsGivesBackAllThatItTook() {
    Run first = begin(Owner.self());
    Lease held = guard(first).lease(mailbox, "mailbox");
    end(first);
    lost(held::require);
    Run second = begin(Owner.self());
    guard(second).lease(mailbox, "mailbox").require();
    end(second);
    assertThat(
            home.count(
                "SELECT COUNT(*) FROM runner_lease WHERE run_id IN (?, ?)",
                first.id(),
                second.id()))
        .isZero();
  }

  @Test
  void aFrozenRunnerThatWakesUpAfterItsRecoveryCanWriteNothing() {
    Run frozen = begin(dead());
    RunGuard guard = guard(frozen);
    Lease held = guard.lease(mailbox, "mailbox");
    guard.requireLease(ACME);
    assertThat(recover()).containsExactly(frozen.id());
    lost(() -> inTransaction(held::require));
    lost(() -> inTransaction(() -> guard.requireLease(ACME)));
    lost(() -> guard.lease(mailbox + "2", "mailbox"));
    assertThat(home.count("SELECT COUNT(*) FROM runner_lease WHERE run_id = ?", frozen.id()))
        .isZero();
  }

  @Test
  void aFrozenRunnerTakesNothingFromTheProcessThatRestartedItsRun() {
    Run run = begin(dead());
    RunGuard frozen = guard(run);
    assertThat(recover()).containsExactly(run.id());
    assertThat(runs.resume(run.id(), Owner.self())).isTrue();
    assertThat(leases.take(Leases.of(run, SHARING, List.of(ACME)), run.id())).isEmpty();
    Lease held = guard(run).lease(mailbox, "mailbox");
    lost(() -> frozen.lease(mailbox, "mailbox"));
    lost(() -> frozen.requireLease(ACME));
    held.require();
    end(run);
  }

  @Test
  void aRunOfAnotherMachineIsRecoveredOnlyWhenItsHeartbeatIsLost() {
    Owner elsewhere = new Owner("elsewhere", 4711, Instant.EPOCH);
    Run run = begin(elsewhere);
    RunGuard guard = guard(run);
    runs.heartbeat(run.id(), elsewhere);
    assertThat(recover()).as("it lives").doesNotContain(run.id());
    inTransaction(() -> guard.requireLease(ACME));

    Instant lastBeat = Instant.now().minus(Recovery.SILENCE).minusSeconds(1);
    home.jdbc()
        .update(
            "UPDATE runner_run SET heartbeat_at = ? WHERE id = ?", Utc.column(lastBeat), run.id());
    assertThat(recover()).containsExactly(run.id());
    assertThat(runs.heartbeat(run.id(), elsewhere)).as("it goes on, unaware").isFalse();
    assertThat(runs.get(run.id()).running()).isFalse();
    assertThat(runs.get(run.id()).heartbeatAt()).isBefore(Instant.now().minus(Recovery.SILENCE));
    lost(() -> inTransaction(() -> guard.requireLease(ACME)));
    assertThat(runs.finishOwned(run.id(), elsewhere, ExitCode.DONE, null, null, null)).isFalse();
  }

  @Test
  void whatPassesBeforeADeadRunIsRecoveredIsNoTimeOfItsSteps() {
    Run run = begin(dead());
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
    Run run = begin(Owner.self());
    Lease before = guard(run).lease(mailbox, "mailbox");
    Lease now = guard(run).lease(mailbox, "mailbox");
    now.require();
    lost(before::require);
    before.close();
    now.require();
    end(run);
  }

  @Test
  void whatARunThatIsForgottenHeldItselfByIsForgottenToo() {
    Run run = begin(Owner.self());
    String resource = "run/" + run.id();
    leases.forget(run.id());
    assertThat(home.count("SELECT COUNT(*) FROM runner_lease WHERE resource = ?", resource))
        .as("not while it holds it")
        .isOne();
    end(run);
    leases.forget(run.id());
    assertThat(home.count("SELECT COUNT(*) FROM runner_lease WHERE resource = ?", resource))
        .isZero();
  }

  private void inTransaction(Runnable action) {
    new TransactionTemplate(home.bean(PlatformTransactionManager.class))
        .executeWithoutResult(status -> action.run());
  }
}
