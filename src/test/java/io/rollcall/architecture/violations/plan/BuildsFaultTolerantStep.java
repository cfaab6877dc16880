package io.rollcall.architecture.violations.plan;

import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.FaultTolerantStepBuilder;

final class BuildsFaultTolerantStep {

  private BuildsFaultTolerantStep() {}

  static void retry(ChunkOrientedStepBuilder<String, String> step) {
    step.faultTolerant();
  }

  @SuppressWarnings("removal")
  static void oldWay(FaultTolerantStepBuilder<String, String> step) {
    step.skipLimit(1);
  }
}
