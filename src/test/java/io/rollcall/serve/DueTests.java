package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DueTests {
  private static final Instant AT = Instant.parse("2026-03-29T01:00:00.000001Z");
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final LocalTime TWO = LocalTime.of(2, 0);
  private static final LocalTime LATER = LocalTime.of(14, 30, 5);

  @Test
  void isReadAsItWasWritten() {
    for (Schedule schedule :
        List.of(
            new Schedule(true, 3, List.of(), Set.of(), ZoneId.of("+02:00")),
            new Schedule(
                true,
                null,
                List.of(TWO, LATER),
                Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY),
                BERLIN))) {
      assertThat(Due.parse(new Due(AT, schedule).text())).isEqualTo(new Due(AT, schedule));
    }
  }

  @Test
  void theOrderOfTimesAndDaysIsNoDifference() {
    Schedule one =
        new Schedule(
            true, null, List.of(TWO, LATER), Set.of(DayOfWeek.SUNDAY, DayOfWeek.MONDAY), BERLIN);
    Schedule other =
        new Schedule(
            true, null, List.of(LATER, TWO), Set.of(DayOfWeek.MONDAY, DayOfWeek.SUNDAY), BERLIN);

    assertThat(new Due(AT, one).sameSchedule(other)).isTrue();
    assertThat(new Due(AT, one).sameSchedule(new Schedule(true, 2, List.of(), Set.of(), BERLIN)))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1|2026-03-29T01:00:00Z|4||",
        "2|2026-03-29T01:00:00Z|4|||UTC",
        "1|yesterday|4|||UTC",
        "1|2026-03-29T01:00:00Z|5|||UTC"
      })
  void whatIsNoFiringIsRefused(String text) {
    assertThatThrownBy(() -> Due.parse(text)).isInstanceOf(RuntimeException.class);
  }
}
