package io.rollcall.contacts.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.rollcall.contacts.retention.RetentionPolicy.Candidate;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionPolicyTests {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  /** Local times, the newest last; what is kept, by number from 1. */
  @ParameterizedTest(name = "{0}: {2}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          last     | 2 0 0 0 0 0 | 2026-01-01T01:00 2026-01-01T02:00 2026-01-01T03:00 | 2 3
          all      | 9 0 0 0 0 0 | 2026-01-01T01:00 2026-01-01T02:00 | 1 2
          hourly   | 1 2 0 0 0 0 | 2026-01-01T01:10 2026-01-01T02:10 2026-01-01T02:50 2026-01-01T05:00 | 3 4
          daily    | 1 0 3 0 0 0 | 2026-01-01T23:59 2026-01-02T00:00 2026-01-02T12:00 2026-01-09T01:00 2026-01-09T02:00 | 1 3 5
          weekly   | 1 0 0 2 0 0 | 2026-11-22T23:59 2026-11-23T00:00 2026-11-29T23:59 2026-11-30T00:00 | 3 4
          new year | 1 0 0 2 0 0 | 2025-12-28T12:00 2025-12-29T12:00 2025-12-31T12:00 2026-01-04T12:00 2026-01-05T12:00 | 4 5
          monthly  | 1 0 0 0 2 0 | 2026-01-31T23:59 2026-02-01T00:00 2026-02-28T12:00 2026-03-01T00:00 | 3 4
          yearly   | 1 0 0 0 0 2 | 2023-12-31T23:59 2024-12-31T23:59 2025-01-01T00:00 2026-06-01T00:00 | 3 4
          days only | 0 0 1 0 0 0 | 2026-01-01T01:00 2026-01-02T02:00 | 2
          together | 1 0 2 0 2 0 | 2026-01-15T12:00 2026-01-31T12:00 2026-02-01T12:00 2026-02-02T12:00 | 2 3 4
          stopped  | 1 0 7 0 0 0 | 2020-01-01T12:00 2020-01-02T12:00 | 1 2
          """)
  void keepsTheLastOfEachPeriod(String name, String policy, String times, String kept) {
    List<Candidate> snapshots = new ArrayList<>();
    for (String time : times.split(" ")) {
      snapshots.add(
          new Candidate(
              snapshots.size() + 1,
              ZonedDateTime.parse(time + ":00+01:00[Europe/Berlin]").toInstant()));
    }

    assertThat(kept(policy, snapshots)).isEqualTo(kept);
  }

  @Test
  void onTheDayThatHas25HoursTheHourThatComesTwiceIsTwo() {
    List<Candidate> snapshots =
        List.of(
            new Candidate(1, Instant.parse("2026-10-25T00:10:00Z")), // 02:10 summer time
            new Candidate(2, Instant.parse("2026-10-25T01:10:00Z")), // 02:10 winter time
            new Candidate(3, Instant.parse("2026-10-25T02:10:00Z")));

    assertThat(kept("1 3 0 0 0 0", snapshots)).isEqualTo("1 2 3");
    assertThat(kept("1 0 3 0 0 0", snapshots)).isEqualTo("3");
  }

  @Test
  void onTheDayThatHas23HoursMidnightIsStillWhereTheDayBegins() {
    List<Candidate> snapshots =
        List.of(
            new Candidate(1, Instant.parse("2026-03-28T22:59:00Z")), // 23:59 on the 28th
            new Candidate(2, Instant.parse("2026-03-28T23:00:00Z")), // 00:00 on the 29th
            new Candidate(3, Instant.parse("2026-03-29T21:59:00Z")), // 23:59 on the 29th
            new Candidate(4, Instant.parse("2026-03-29T22:00:00Z"))); // 00:00 on the 30th

    assertThat(kept("1 0 3 0 0 0", snapshots)).isEqualTo("1 3 4");
  }

  @Test
  void daysAreThoseOfTheZone() {
    List<Candidate> snapshots =
        List.of(
            new Candidate(1, Instant.parse("2026-06-01T21:00:00Z")),
            new Candidate(2, Instant.parse("2026-06-01T23:00:00Z")));
    RetentionPolicy daily = new RetentionPolicy(1, 0, 5, 0, 0, 0);

    assertThat(kept(daily, snapshots, ZoneId.of("UTC"))).isEqualTo("2");
    assertThat(kept(daily, snapshots, BERLIN)).isEqualTo("1 2");
  }

  @Test
  void theOrderIsThatOfTimes() {
    List<Candidate> snapshots =
        List.of(
            new Candidate(9, Instant.parse("2026-06-03T00:00:00Z")),
            new Candidate(3, Instant.parse("2026-06-01T00:00:00Z")),
            new Candidate(5, Instant.parse("2026-06-02T00:00:00Z")));

    assertThat(kept("2 0 0 0 0 0", snapshots)).isEqualTo("5 9");
  }

  @Test
  void aPolicyThatWouldKeepNothingIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionPolicy(0, 0, 0, 0, 0, 0))
        .withMessage("a retention that keeps nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetentionPolicy(1, -1, 7, 0, 0, 0))
        .withMessage("a retention of -1 snapshots");
  }

  private static String kept(String policy, List<Candidate> snapshots) {
    int[] n = Arrays.stream(policy.split(" ")).mapToInt(Integer::parseInt).toArray();
    return kept(new RetentionPolicy(n[0], n[1], n[2], n[3], n[4], n[5]), snapshots, BERLIN);
  }

  private static String kept(RetentionPolicy policy, List<Candidate> snapshots, ZoneId zone) {
    return policy.judge(snapshots, zone).entrySet().stream()
        .filter(entry -> !entry.getValue().isEmpty())
        .map(entry -> String.valueOf(entry.getKey()))
        .collect(Collectors.joining(" "));
  }
}
