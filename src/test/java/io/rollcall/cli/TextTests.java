package io.rollcall.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.Schedule;
import io.rollcall.kernel.Times;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables, times, durations and schedules as text. */
class TextTests {

  @Test
  void alignsTextToTheLeftAndNumbersToTheRight() {
    Table table = new Table("kind", "add").row("mailboxes", 1234L).row("lists", 7L).row(null, 0L);

    assertThat(table.lines())
        .containsExactly(
            "kind         add", "mailboxes  1,234", "lists          7", "-              0");
  }

  @Test
  void countsLettersNotBytesOrSurrogates() {
    Table table = new Table("name", "x").row("🌻 נועה", "y").row("Zoë", "z");

    assertThat(table.lines()).containsExactly("name    x", "🌻 נועה  y", "Zoë     z");
  }

  @Test
  void showsTimesInAZoneWithItsOffset() {
    assertThat(Times.in(ZoneId.of("Asia/Kolkata"), Instant.parse("2026-02-03T04:05:06.789Z")))
        .isEqualTo("2026-02-03 09:35:06 +05:30");
    assertThat(Times.local(null)).isEqualTo("-");
  }

  @ParameterizedTest
  @CsvSource({"0, 0:00", "67, 1:07", "3599, 59:59", "3723, 1:02:03", "-5, 0:00"})
  void showsLengths(long seconds, String text) {
    assertThat(Times.length(Duration.ofSeconds(seconds))).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"30s, 30", "5m, 300", "24h, 86400", "7d, 604800"})
  void readsDurations(String text, long seconds) {
    assertThat(Durations.parse(text)).hasSeconds(seconds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "24", "h", "0h", "-1h", "1.5h", "99999999d", "1w"})
  void refusesDurationsWithoutAUnitOrASense(String text) {
    assertThatThrownBy(() -> Durations.parse(text)).hasMessageContaining("write 30s, 5m, 24h");
  }

  @Test
  void describesSchedules() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    List<LocalTime> times = List.of(LocalTime.of(2, 0), LocalTime.of(14, 30));

    assertThat(JobsCommand.words(new Schedule(false, 1, List.of(), Set.of(), berlin)))
        .isEqualTo("off");
    assertThat(JobsCommand.words(new Schedule(true, 4, List.of(), Set.of(), berlin)))
        .isEqualTo("4 a day Europe/Berlin");
    assertThat(
            JobsCommand.words(
                new Schedule(
                    true, null, times, Set.of(DayOfWeek.FRIDAY, DayOfWeek.MONDAY), berlin)))
        .isEqualTo("at 02:00, 14:30 mon fri Europe/Berlin");
  }
}
