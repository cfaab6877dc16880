package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class PaceTests {
  private static final Instant START = Instant.parse("2026-02-03T04:05:06Z");

  private final Pace pace = new Pace();

  @Test
  void isNotKnownAtFirst() {
    assertThat(pace.at(START, 100)).isNull();
    assertThat(pace.at(START.plusMillis(400), 200)).isNull();
  }

  @Test
  void isThatOfTheLastFifteenSeconds() {
    pace.at(START, 0);
    assertThat(pace.at(START.plusSeconds(10), 1000)).isEqualTo(100);
    pace.at(START.plusSeconds(20), 5000);
    assertThat(pace.at(START.plusSeconds(25), 7000)).isEqualTo(400);
  }

  @Test
  void beginsAnewWhenTheCountDoes() {
    pace.at(START, 1000);
    assertThat(pace.at(START.plusSeconds(1), 10)).isNull();
    assertThat(pace.at(START.plusSeconds(2), 30)).isEqualTo(20);
  }
}
