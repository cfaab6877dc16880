package io.rollcall.directorysync;

import io.rollcall.Rollcall;
import io.rollcall.kernel.SystemClock;
import io.rollcall.plan.StopWishes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

/**
 * The program, in which waiting takes no time: its clock goes on instead. No configuration of its
 * own right, or others' tests would find it.
 */
@EnableAutoConfiguration
@ComponentScan(
    basePackageClasses = Rollcall.class,
    excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Rollcall.class))
class ImpatientRollcall {

  @Bean
  @Primary
  RunningClock runningClock() {
    return new RunningClock();
  }

  @Bean
  @Primary
  StopWishes impatientWishes(RunningClock clock) {
    return new StopWishes() {
      @Override
      public synchronized boolean await(long runId, Duration atMost) {
        clock.pass(atMost);
        return wanted(runId);
      }
    };
  }

  /** The system's clock, and what was not waited. */
  static final class RunningClock extends Clock {
    private final Clock system = SystemClock.microseconds();
    private Duration ahead = Duration.ZERO;

    synchronized void pass(Duration time) {
      ahead = ahead.plus(time);
    }

    @Override
    public synchronized Instant instant() {
      return system.instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }
}
