package io.rollcall.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleTests {
  private static final List<LocalTime> AT_TWO = List.of(LocalTime.of(2, 0));

  @Test
  void needsNoTimesWhileItIsOff() {
    assertThat(schedule(false, null, List.of()).enabled()).isFalse();
  }

  @Test
  void isOnOnceADayWithoutTimes() {
    assertThat(schedule(true, null, List.of()).timesPerDay()).isEqualTo(1);
    assertThat(schedule(true, null, AT_TWO).timesPerDay()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, -1})
  void refusesTimesPerDayOutsideOneToFour(int times) {
    assertThatThrownBy(() -> schedule(true, times, List.of()))
        .hasMessage("times-per-day is 1 to 4");
  }

  @Test
  void refusesBothWaysAtOnce() {
    assertThatThrownBy(() -> schedule(true, 2, AT_TWO))
        .hasMessage("give either times-per-day or at, not both");
  }

  private static Schedule schedule(boolean enabled, Integer timesPerDay, List<LocalTime> at) {
    return new Schedule(enabled, timesPerDay, at, Set.of(), ZoneOffset.UTC);
  }
}
