package io.rollcall.kernel;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When a job starts by itself.
 *
 * @param enabled false keeps the job for manual runs only
 * @param timesPerDay 1 to 4 runs a day at even distances from midnight; null when {@code at} is
 *     given, or while it is off; 1 when it is on and nothing is given
 * @param at times of day; empty when {@code timesPerDay} is given
 * @param days days of the week; empty means every day
 * @param zone time zone of {@code at} and of midnight
 */
public record Schedule(
    @Default("false")
        @Described("`true` starts the job by itself; `false` keeps it for manual runs.")
        boolean enabled,
    @Described(
            "1 to 4 runs a day at even distances from midnight; not together with `at`; 1 when neither is given.")
        @Nullable Integer timesPerDay,
    @Default("[]") @Described("Times of day, any number; not together with `times-per-day`.")
        List<LocalTime> at,
    @Default("[]") @Described("Days of the week; an empty list means every day.")
        Set<DayOfWeek> days,
    @Default("UTC") @Described("Time zone of `at` and of midnight.") ZoneId zone) {

  public Schedule {
    at = List.copyOf(at);
    days = Set.copyOf(days);
    if (timesPerDay != null && (timesPerDay < 1 || timesPerDay > 4)) {
      throw new IllegalArgumentException("times-per-day is 1 to 4");
    }
    if (timesPerDay != null && !at.isEmpty()) {
      throw new IllegalArgumentException("give either times-per-day or at, not both");
    }
    if (enabled && timesPerDay == null && at.isEmpty()) {
      timesPerDay = 1;
    }
  }
}
