package io.rollcall.architecture.violations.plan;

import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.RunIdIncrementer;

final class SetsIncrementer {

  private SetsIncrementer() {}

  static void set(JobBuilder job) {
    job.incrementer(new RunIdIncrementer());
  }
}
