package io.rollcall.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTests {

  @Test
  void theDelayDoublesFromOneMinuteToOneHour() {
    assertThat(IntStream.rangeClosed(1, 8).mapToObj(Backoff::after).map(Duration::toMinutes))
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
    assertThat(Backoff.after(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
  }
}
