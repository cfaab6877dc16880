package io.rollcall.plan;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What this room gives to the program. */
@Configuration(proxyBeanMethods = false)
@Import({
  Changes.class,
  PartitionThreads.class,
  Partitions.class,
  PlanRetention.class,
  Plans.class,
  Problems.class,
  Rereading.class,
  RetryConfiguration.class,
  RetryCount.class,
  RowStream.class,
  Sequences.class,
  StagedJobs.class,
  StopWishes.class,
  SyncJobs.class,
  WorkingKeys.class
})
public class PlanConfiguration {}
