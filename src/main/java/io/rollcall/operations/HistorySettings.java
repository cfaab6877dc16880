package io.rollcall.operations;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long the history is kept.
 *
 * @param keep runs and the audit log, at least a day. The default is a year and a month, so that
 *     last year's run can be looked at
 * @param keepPlans the lines of plans, at least a day; their counts stay with the run. They are by
 *     far the most of the history, and a report holds the same
 */
@ConfigurationProperties("rollcall.history")
record HistorySettings(
    @DefaultValue("400d") Duration keep, @DefaultValue("30d") Duration keepPlans) {

  HistorySettings {
    requireADay("keep", keep);
    requireADay("keep-plans", keepPlans);
  }

  private static void requireADay(String key, Duration duration) {
    if (duration.compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("rollcall.history." + key + " is at least a day: 30d");
    }
  }
}
