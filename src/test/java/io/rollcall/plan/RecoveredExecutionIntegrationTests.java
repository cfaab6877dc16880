package io.rollcall.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.util.ArrayList;
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
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/** What Spring Batch's tables keep of an execution that another process gave up as dead. */
@ParameterizedClass
@EnumSource
class RecoveredExecutionIntegrationTests {
  enum Database {
    EMBEDDED,
    MYSQL;

    private final SharedHome shared = new SharedHome("recovered", name().equals("MYSQL"));
  }

  @Parameter Database database;
  TestHome home;
  JobRepository repository;
  final String name = "job-" + UUID.randomUUID();
  final JobParameters parameters = new JobParameters();

  @BeforeEach
  void open() {
    home = database.shared.get();
    repository = home.bean(JobRepository.class);
  }

  private JobExecution started() {
    JobInstance instance = repository.createJobInstance(name, parameters);
    JobExecution execution =
        repository.createJobExecution(instance, parameters, new ExecutionContext());
    execution.setStatus(BatchStatus.STARTED);
    repository.update(execution);
    return execution;
  }

  private void recover(JobExecution execution) {
    home.bean(JobOperator.class).recover(repository.getJobExecution(execution.getId()));
  }

  @Test
  void aRunnerThatWakesUpBeginsNoStepOfIt() {
    JobExecution execution = started();
    repository.createStepExecution("read", execution);
    recover(execution);

    assertThatThrownBy(() -> repository.createStepExecution("resolve", execution))
        .hasMessageContaining("was given up as dead");
    assertThat(repository.getLastStepExecution(execution.getJobInstance(), "resolve")).isNull();
  }

  @Test
  void aRunnerThatWakesUpTakesNoStepOfItUpAgain() {
    JobExecution execution = started();
    long step = repository.createStepExecution("read", execution).getId();
    recover(execution);

    StepExecution again = repository.getStepExecution(step);
    again.setStatus(BatchStatus.STARTED);
    assertThatThrownBy(() -> repository.update(again)).hasMessageContaining("was given up as dead");
    assertThatThrownBy(() -> repository.updateExecutionContext(again))
        .hasMessageContaining("was given up as dead");
    assertThat(repository.getStepExecution(step).getStatus()).isEqualTo(BatchStatus.FAILED);
  }

  @Test
  void aStageThatFailedItselfIsDoneByTheRestart() throws Exception {
    List<String> done = new ArrayList<>();
    Job first = job(done, true);
    JobExecution failed = home.bean(JobOperator.class).start(first, parameters);
    assertThat(failed.getStatus()).isEqualTo(BatchStatus.FAILED);
    assertThat(done).containsExactly("connect");

    JobExecution restarted = home.bean(JobOperator.class).start(job(done, false), parameters);
    assertThat(restarted.getStatus()).isEqualTo(BatchStatus.COMPLETED);
    assertThat(done).containsExactly("connect", "read", "report");
  }

  private Job job(List<String> done, boolean failing) {
    return Partitions.sequence(
        new JobBuilder(name, repository),
        List.of(
            step("connect", done, false),
            step("read", done, failing),
            step("report", done, false)));
  }

  private Step step(String stage, List<String> done, boolean failing) {
    return new StepBuilder(stage, repository)
        .tasklet(
            (contribution, chunk) -> {
              if (failing) {
                throw new IllegalStateException("its partitions cannot be told");
              }
              done.add(stage);
              return RepeatStatus.FINISHED;
            },
            new ResourcelessTransactionManager())
        .build();
  }
}
