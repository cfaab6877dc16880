package io.rollcall.serve;

import static java.util.stream.Collectors.joining;

import io.rollcall.kernel.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code runner_schedule} keeps of a job: its next firing, and the last sound schedule that it
 * comes from, which holds while the job's file is broken.
 *
 * @param at when the firing is due; names it, however late it is taken up
 * @param schedule enabled
 */
record Due(Instant at, Schedule schedule) {
  private static final String VERSION = "1";

  /** One line; equal for equal schedules, whatever the order in which days and times were given. */
  String text() {
    return VERSION + "|" + at + "|" + text(schedule);
  }

  private static String text(Schedule schedule) {
    String times = schedule.at().stream().sorted().map(LocalTime::toString).collect(joining(","));
    Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    days.addAll(schedule.days());
    return String.join(
        "|",
        schedule.timesPerDay() == null ? "" : schedule.timesPerDay().toString(),
        times,
        days.stream().map(DayOfWeek::name).collect(joining(",")),
        schedule.zone().getId());
  }

  /** Whether another schedule fires at the same times. */
  boolean sameSchedule(Schedule other) {
    return text(schedule).equals(text(other));
  }

  /**
   * Reads what {@link #text} wrote.
   *
   * @throws IllegalArgumentException when it did not
   */
  static Due parse(String text) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != 6 || !parts[0].equals(VERSION)) {
      throw new IllegalArgumentException("no firing: " + text);
    }
    return new Due(
        Instant.parse(parts[1]),
        new Schedule(
            true,
            parts[2].isEmpty() ? null : Integer.valueOf(parts[2]),
            list(parts[3], LocalTime::parse).toList(),
            Set.copyOf(list(parts[4], DayOfWeek::valueOf).toList()),
            ZoneId.of(parts[5])));
  }

  private static <T> Stream<T> list(String text, Function<String, T> item) {
    return text.isEmpty() ? Stream.of() : Stream.of(text.split(",", -1)).map(item);
  }
}
