package io.rollcall.serve;

import io.rollcall.Rollcall;
import io.rollcall.cli.CommandLineEntry;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/**
 * The program with a clock that tests set. No configuration of its own right, or others' tests
 * would find it.
 */
@Import(Rollcall.class)
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
