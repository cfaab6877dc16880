package io.rollcall.serve;

import io.rollcall.kernel.Schedule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The times at which a schedule fires. A time of day that a change of the clocks leaves out fires
 * at the moment of the change; one that comes twice fires the first time alone. Times that fall
 * together are one firing.
 */
public final class FiringTimes {
  private static final int SECONDS_OF_A_DAY = 24 * 60 * 60;

  /** A week, and a day for a zone that leaves a whole day out, as Apia did in 2011. */
  private static final int DAYS_AHEAD = 8;

  private FiringTimes() {}

  /**
   * The first firing after a moment, that moment itself excluded.
   *
   * @return empty when the schedule is not enabled
   */
  public static Optional<Instant> next(Schedule schedule, Instant after) {
    if (!schedule.enabled()) {
      return Optional.empty();
    }
    // A time that is left out yesterday may fire today.
    LocalDate yesterday = after.atZone(schedule.zone()).toLocalDate().minusDays(1);
    return IntStream.rangeClosed(0, DAYS_AHEAD + 1)
        .mapToObj(yesterday::plusDays)
        .filter(day -> schedule.days().isEmpty() || schedule.days().contains(day.getDayOfWeek()))
        .flatMap(day -> times(schedule).map(time -> moment(day.atTime(time), schedule.zone())))
        .filter(moment -> moment.isAfter(after))
        .min(Instant::compareTo);
  }

  private static Stream<LocalTime> times(Schedule schedule) {
    Integer number = schedule.timesPerDay();
    return number == null
        ? schedule.at().stream()
        : IntStream.range(0, number)
            .mapToObj(i -> LocalTime.ofSecondOfDay((long) i * SECONDS_OF_A_DAY / number));
  }

  private static Instant moment(LocalDateTime local, ZoneId zone) {
    ZoneOffsetTransition change = zone.getRules().getTransition(local);
    if (change != null && change.isGap()) {
      return change.getInstant();
    }
    // Of two offsets the earlier moment's comes first.
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    return local.toInstant(offsets.get(0));
  }
}
