package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LogLinesTests {

  private static String line(String message, @Nullable Throwable thrown) {
    LoggerContext context = new LoggerContext();
    LoggingEvent event =
        new LoggingEvent(
            "x", context.getLogger("io.rollcall.plan.Problems"), Level.WARN, message, thrown, null);
    event.setInstant(Instant.parse("2026-02-03T04:05:06.789Z"));
    event.setMDCPropertyMap(Map.of("run", "12"));
    return new LogLines().format(event);
  }

  @Test
  void aLineHasTimeLevelRunAndPlace() {
    assertThat(line("problem 7 of run 12", null))
        .matches(
            "2026-02-03T\\d\\d:05:06.789[+-]\\d\\d:\\d\\d WARN  run=12 Problems - problem 7 of run 12\n");
  }

  @Test
  void anExceptionShowsWhereAndNotWhatItSays() {
    Exception cause = new IllegalStateException("Duplicate entry 'jane@acme.example'");
    String text = line("step apply:acme failed", new RuntimeException("of jane", cause));

    assertThat(text)
        .contains("java.lang.RuntimeException\n", "Caused by: java.lang.IllegalStateException\n")
        .contains("\tat io.rollcall.operations.LogLinesTests.anException")
        .doesNotContain("jane", "Duplicate")
        .endsWith("\n");
  }

  @Test
  void aMessageOfSeveralLinesIsOne() {
    assertThat(line("first\r\nsecond\n\nthird", null)).endsWith(" - first | second | third\n");
  }
}
