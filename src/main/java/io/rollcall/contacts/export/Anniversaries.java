package io.rollcall.contacts.export;

import io.rollcall.graph.ContactCard;
import io.rollcall.graph.ContactField;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Anniversaries of contacts: days, of which Exchange keeps a moment. */
final class Anniversaries {
  /**
   * Outlook keeps a day as its midnight in the zone of the computer, Exchange at 11:59 UTC, so that
   * it is the same day in other zones ([MS-ASCNTC] 2.2.2.6, of birthdays). Half a day later either
   * is on that day in UTC: midnights from 11 hours behind UTC to 12 hours before it.
   */
  private static final Duration HALF_A_DAY = Duration.ofHours(12);

  private Anniversaries() {}

  /** Null when the contact says none, or another text than a moment. */
  static @Nullable Instant moment(ContactCard card) {
    String text = card.text(ContactField.ANNIVERSARY);
    try {
      return text.isEmpty() ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** The day that was meant; null when there is no moment, or none that a calendar knows. */
  static @Nullable LocalDate day(ContactCard card) {
    Instant moment = moment(card);
    try {
      return moment == null ? null : LocalDate.ofInstant(moment.plus(HALF_A_DAY), ZoneOffset.UTC);
    } catch (DateTimeException e) {
      return null;
    }
  }
}
