package io.rollcall.architecture.violations.tests;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.mockito.Mockito;

/** Its name keeps it from being run as a test. */
class SleepsAndMocks {

  void sleeps() throws InterruptedException {
    Thread.sleep(1);
    TimeUnit.SECONDS.sleep(1);
  }

  void mocks() {
    Mockito.mock(Runnable.class);
  }

  @Disabled
  void isSkipped() {}

  @DisabledOnOs(OS.LINUX)
  void isSkippedHere() {}

  void assumesToo() {
    org.assertj.core.api.Assumptions.assumeThat(true).isTrue();
  }

  void assumes() {
    Assumptions.assumeTrue(true);
  }
}
