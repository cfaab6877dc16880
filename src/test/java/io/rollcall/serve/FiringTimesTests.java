package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Summer time in Berlin: from 2026-03-29 01:00Z (02:00 to 03:00) to 2026-10-25 01:00Z. */
class FiringTimesTests {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  private static Schedule at(ZoneId zone, String... times) {
    return new Schedule(
        true, null, Stream.of(times).map(LocalTime::parse).toList(), Set.of(), zone);
  }

  private static Schedule perDay(int number, ZoneId zone) {
    return new Schedule(true, number, List.of(), Set.of(), zone);
  }

  private static List<String> firings(Schedule schedule, String after, int number) {
    List<String> firings = new ArrayList<>();
    Instant last = Instant.parse(after);
    for (int i = 0; i < number; i++) {
      last = FiringTimes.next(schedule, last).orElseThrow();
      firings.add(last.toString());
    }
    return firings;
  }

  @Test
  void firesAtItsTimesOfDay() {
    assertThat(firings(at(ZoneId.of("UTC"), "14:30", "02:00:05"), "2026-01-05T02:00:04Z", 3))
        .containsExactly("2026-01-05T02:00:05Z", "2026-01-05T14:30:00Z", "2026-01-06T02:00:05Z");
  }

  @Test
  void theMomentItselfIsPast() {
    assertThat(firings(at(ZoneId.of("UTC"), "02:00"), "2026-01-05T02:00:00Z", 1))
        .containsExactly("2026-01-06T02:00:00Z");
  }

  @Test
  void dividesTheDayEvenlyFromMidnight() {
    assertThat(firings(perDay(1, BERLIN), "2026-01-05T12:00:00Z", 2))
        .containsExactly("2026-01-05T23:00:00Z", "2026-01-06T23:00:00Z");
    assertThat(firings(perDay(3, BERLIN), "2026-01-05T12:00:00Z", 3))
        .containsExactly("2026-01-05T15:00:00Z", "2026-01-05T23:00:00Z", "2026-01-06T07:00:00Z");
    assertThat(firings(perDay(4, ZoneId.of("UTC")), "2026-01-05T00:00:00Z", 4))
        .containsExactly(
            "2026-01-05T06:00:00Z",
            "2026-01-05T12:00:00Z",
            "2026-01-05T18:00:00Z",
            "2026-01-06T00:00:00Z");
  }

  @Test
  void firesOnItsDaysAlone() {
    Schedule sundays =
        new Schedule(
            true, null, List.of(LocalTime.of(2, 0)), Set.of(DayOfWeek.SUNDAY), ZoneId.of("UTC"));

    assertThat(firings(sundays, "2026-01-04T02:00:00Z", 2))
        .containsExactly("2026-01-11T02:00:00Z", "2026-01-18T02:00:00Z");
  }

  @Test
  void aDayIsTheZonesDay() {
    // 00:30 on Monday in Berlin is still Sunday in UTC.
    Schedule mondays =
        new Schedule(true, null, List.of(LocalTime.of(0, 30)), Set.of(DayOfWeek.MONDAY), BERLIN);

    assertThat(firings(mondays, "2026-01-01T00:00:00Z", 1)).containsExactly("2026-01-04T23:30:00Z");
  }

  @Test
  void aTimeThatDoesNotExistFiresAtTheNextExistingMoment() {
    assertThat(firings(at(BERLIN, "02:30"), "2026-03-27T12:00:00Z", 3))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void timesThatFallTogetherInTheGapFireOnce() {
    assertThat(firings(at(BERLIN, "02:00", "02:15", "02:45", "03:00"), "2026-03-28T23:00:00Z", 2))
        .containsExactly("2026-03-29T01:00:00Z", "2026-03-30T00:00:00Z");
  }

  @Test
  void aTimeThatComesTwiceFiresTheFirstTime() {
    assertThat(firings(at(BERLIN, "02:30"), "2026-10-24T12:00:00Z", 2))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-26T01:30:00Z");
    // Between the two half past twos.
    assertThat(firings(at(BERLIN, "02:30"), "2026-10-25T00:45:00Z", 1))
        .containsExactly("2026-10-26T01:30:00Z");
  }

  @Test
  void everyDayOfAYearHasOneFiring() {
    for (String time : List.of("00:00", "02:00", "02:30", "03:00", "23:59:59")) {
      List<String> year = firings(at(BERLIN, time), "2025-12-31T23:00:00Z", 366);

      assertThat(year.stream().map(Instant::parse).map(i -> i.atZone(BERLIN).toLocalDate()))
          .as(time)
          .doesNotHaveDuplicates();
    }
  }

  @Test
  void aDayThatAZoneLeavesOutFiresAtItsEnd() {
    // Apia went from Thursday, 2011-12-29 to Saturday, 2011-12-31.
    Schedule fridays =
        new Schedule(
            true,
            null,
            List.of(LocalTime.of(12, 0)),
            Set.of(DayOfWeek.FRIDAY),
            ZoneId.of("Pacific/Apia"));

    assertThat(firings(fridays, "2011-12-28T00:00:00Z", 2))
        .containsExactly("2011-12-30T10:00:00Z", "2012-01-05T22:00:00Z");
  }

  @Test
  void aScheduleThatIsOffNeverFires() {
    Schedule off = new Schedule(false, 4, List.of(), Set.of(), BERLIN);

    assertThat(FiringTimes.next(off, Instant.parse("2026-01-05T02:00:00Z"))).isEmpty();
  }
}
