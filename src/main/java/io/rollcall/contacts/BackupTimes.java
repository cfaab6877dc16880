package io.rollcall.contacts;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;
import io.rollcall.kernel.Schedule;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * When snapshots are made: a {@link Schedule} that is on unless it is switched off, because a
 * backup that nobody started is no backup.
 */
public record BackupTimes(
    @Default("true") @Described("`false` keeps it for manual runs.") boolean enabled,
    @Described(
            "1 to 4 snapshots a day at even distances from midnight; not together with `at`; 3 when"
                + " neither is given.")
        @Nullable Integer timesPerDay,
    @Default("[]") @Described("Times of day, any number; not together with `times-per-day`.")
        List<LocalTime> at,
    @Default("[]") @Described("Days of the week; an empty list means every day.")
        Set<DayOfWeek> days,
    @Default("UTC") @Described("Time zone of `at` and of midnight.") ZoneId zone) {
  private static final int TIMES = 3;

  /**
   * @throws IllegalArgumentException as {@link Schedule} does
   */
  public BackupTimes {
    at = List.copyOf(at);
    days = Set.copyOf(days);
    if (timesPerDay == null && at.isEmpty()) {
      timesPerDay = TIMES;
    }
    new Schedule(enabled, timesPerDay, at, days, zone);
  }

  Schedule schedule() {
    return new Schedule(enabled, timesPerDay, at, days, zone);
  }
}
