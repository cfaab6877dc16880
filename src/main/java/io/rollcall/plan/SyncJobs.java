package io.rollcall.plan;

import io.rollcall.kernel.RunContext;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds the jobs of sync runs. */
@Component
public class SyncJobs {
  private final JobRepository repository;
  private final PlatformTransactionManager transactions;
  private final Plans plans;
  private final Changes changes;
  private final Problems problems;
  private final Partitions partitions;

  SyncJobs(
      JobRepository repository,
      PlatformTransactionManager transactions,
      Plans plans,
      Changes changes,
      Problems problems,
      Partitions partitions) {
    this.repository = repository;
    this.transactions = transactions;
    this.plans = plans;
    this.changes = changes;
    this.problems = problems;
    this.partitions = partitions;
  }

  /** The job of one run of a family. */
  public Job job(RunContext context, GateSettings gates, String family, SyncStages stages) {
    return new SyncJob(this, partitions, context, gates, family, stages).build();
  }

  JobRepository repository() {
    return repository;
  }

  PlatformTransactionManager transactions() {
    return transactions;
  }

  Plans plans() {
    return plans;
  }

  Changes changes() {
    return changes;
  }

  Problems problems() {
    return problems;
  }
}
