package io.rollcall.serve;

import io.rollcall.Rollcall;
import io.rollcall.cli.CommandLineEntry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.ComponentScan.Filter;
import org.springframework.context.annotation.FilterType;
import org.springframework.context.annotation.Primary;

/**
 * The program with a clock that tests set. No configuration of its own right, or others' tests
 * would find it.
 */
@EnableAutoConfiguration
@ComponentScan(
    basePackageClasses = Rollcall.class,
    excludeFilters = @Filter(type = FilterType.ASSIGNABLE_TYPE, classes = Rollcall.class))
class ClockedRollcall {

  @Bean
  @Primary
  Clock offsetClock(@Value("${rollcall.home}") Path home) {
    return new OffsetClock(home);
  }

  /** The program's own main, with this class. */
  public static void main(String[] args) {
    System.exit(CommandLineEntry.run(args, ClockedRollcall.class, Runtime.getRuntime()::halt));
  }
}
