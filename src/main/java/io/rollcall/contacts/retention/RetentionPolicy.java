package io.rollcall.contacts.retention;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.WeekFields;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * How many snapshots of a mailbox are kept: the last ones; and of each of the last hours, days,
 * weeks (from Monday), months and years that have any, the last one. A snapshot is kept when one of
 * the rules keeps it. Hours without a snapshot do not count, so that a mailbox that is no longer
 * backed up keeps what it has. Of an hour that a clock lives through twice both are an hour.
 *
 * <p>Whichever rule is above 0 keeps the newest snapshot.
 *
 * @param last so many of the newest, whatever their age
 */
public record RetentionPolicy(
    int last, int hourly, int daily, int weekly, int monthly, int yearly) {

  /** Why a snapshot is kept. */
  public enum Rule {
    LAST,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY
  }

  /**
   * A snapshot, to be judged.
   *
   * @param at when it was complete
   */
  public record Candidate(long seq, Instant at) {}

  /**
   * @throws IllegalArgumentException for a negative number, and for a policy that may keep nothing
   */
  public RetentionPolicy {
    for (int number : List.of(last, hourly, daily, weekly, monthly, yearly)) {
      if (number < 0) {
        throw new IllegalArgumentException("a retention of %d snapshots".formatted(number));
      }
    }
    if (last + hourly + daily + weekly + monthly + yearly == 0) {
      throw new IllegalArgumentException("a retention that keeps nothing");
    }
  }

  /**
   * Judges the snapshots of one mailbox.
   *
   * @param zone in which days begin
   * @return the rules that keep each, by number; those that none keeps have an empty set
   */
  public SortedMap<Long, Set<Rule>> judge(List<Candidate> snapshots, ZoneId zone) {
    List<Candidate> newestFirst =
        snapshots.stream()
            .sorted(Comparator.comparing(Candidate::at).thenComparing(Candidate::seq).reversed())
            .toList();
    SortedMap<Long, Set<Rule>> judged = new TreeMap<>();
    newestFirst.forEach(one -> judged.put(one.seq(), EnumSet.noneOf(Rule.class)));
    for (Rule rule : Rule.values()) {
      keep(newestFirst, rule, zone, judged);
    }
    return judged;
  }

  private void keep(
      List<Candidate> newestFirst, Rule rule, ZoneId zone, SortedMap<Long, Set<Rule>> judged) {
    int left = number(rule);
    Object before = null;
    for (Candidate one : newestFirst) {
      if (left == 0) {
        return;
      }
      Object period = period(rule, one).apply(one.at().atZone(zone));
      if (!period.equals(before)) {
        Objects.requireNonNull(judged.get(one.seq())).add(rule);
        left--;
      }
      before = period;
    }
  }

  private int number(Rule rule) {
    return switch (rule) {
      case LAST -> last;
      case HOURLY -> hourly;
      case DAILY -> daily;
      case WEEKLY -> weekly;
      case MONTHLY -> monthly;
      case YEARLY -> yearly;
    };
  }

  /** What tells two periods apart; each snapshot is a period of its own for the first rule. */
  private static Function<ZonedDateTime, Object> period(Rule rule, Candidate one) {
    return switch (rule) {
      case LAST -> time -> one.seq();
      // With its offset: the hour that is lived through twice is two.
      case HOURLY -> time -> time.truncatedTo(ChronoUnit.HOURS).toOffsetDateTime();
      case DAILY -> time -> time.toLocalDate();
      case WEEKLY ->
          time ->
              List.of(
                  time.get(WeekFields.ISO.weekBasedYear()),
                  time.get(WeekFields.ISO.weekOfWeekBasedYear()));
      case MONTHLY -> time -> List.of(time.getYear(), time.getMonth());
      case YEARLY -> ZonedDateTime::getYear;
    };
  }
}
