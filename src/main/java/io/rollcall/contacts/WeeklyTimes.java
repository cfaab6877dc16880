package io.rollcall.contacts;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.Schedule;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/** When something is done about once a week: on, unless it is switched off. */
public record WeeklyTimes(
    @Default("true") @Described("`false` keeps it for runs by hand.") boolean enabled,
    @Default("[sun]") @Described("Days of the week; an empty list means every day.")
        Set<DayOfWeek> days,
    @Default("[\"03:30\"]") @Described("Times of day, at least one.") List<LocalTime> at,
    @Default("UTC") @Described("Time zone of `at`.") ZoneId zone) {

  /**
   * @throws IllegalArgumentException when there is no time of day
   */
  public WeeklyTimes {
    days = Set.copyOf(days);
    at = List.copyOf(at);
    if (at.isEmpty()) {
      throw new IllegalArgumentException("at: at least one time of day");
    }
  }

  Schedule schedule() {
    return new Schedule(enabled, null, at, days, zone);
  }
}
