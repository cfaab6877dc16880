package io.rollcall.contacts;

import io.rollcall.contacts.retention.RetentionPolicy;
import io.rollcall.kernel.Default;
import io.rollcall.kernel.Described;

/**
 * Which snapshots of a mailbox are kept. A snapshot stays when any of the rules wants it; of an
 * hour, a day, a week (from Monday), a month or a year that is the newest one. 0 switches a rule
 * off.
 *
 * <p>An unchanged snapshot is a row, so that the defaults keep more than peers do: three days
 * whole, a month of days, a year of months.
 */
public record Retention(
    @Default("9") @Described("The newest snapshots, whatever their age.") int keepLast,
    @Default("0") @Described("The newest of each of the last so many hours that have one.")
        int keepHourly,
    @Default("30") @Described("The same for days.") int keepDaily,
    @Default("12") @Described("The same for weeks.") int keepWeekly,
    @Default("12") @Described("The same for months.") int keepMonthly,
    @Default("3") @Described("The same for years.") int keepYearly) {

  /**
   * @throws IllegalArgumentException for a negative number, or when nothing would be kept
   */
  public Retention {
    int[] rules = {keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly};
    int kept = 0;
    for (int rule : rules) {
      if (rule < 0) {
        throw new IllegalArgumentException("retention: a number of snapshots cannot be negative");
      }
      kept = Math.max(kept, rule);
    }
    if (kept == 0) {
      throw new IllegalArgumentException("retention keeps nothing: at least one rule must be 1");
    }
  }

  /** As the rules that judge snapshots have it. */
  public RetentionPolicy policy() {
    return new RetentionPolicy(
        keepLast, keepHourly, keepDaily, keepWeekly, keepMonthly, keepYearly);
  }
}
