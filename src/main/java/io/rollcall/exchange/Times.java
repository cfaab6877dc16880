package io.rollcall.exchange;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Points in time and spans of time in the forms that PowerShell, REST and the directory write. */
final class Times {

  /** 1601-01-01T00:00:00Z, where a Windows FILETIME begins. */
  private static final long FILETIME_EPOCH_SECONDS = -11_644_473_600L;

  private static final long TICKS_PER_SECOND = 10_000_000L;

  /** No FILETIME of a year after 1900 is smaller, and no count of milliseconds is as large. */
  private static final long SMALLEST_FILETIME = 94_000_000_000_000_000L;

  private Times() {}

  /**
   * ISO-8601 with up to nine digits of a fraction, {@code /Date(ms)/}, GeneralizedTime, or a
   * FILETIME. Without an offset the time is read as UTC. The first day of the year 1 (what .NET has
   * for "none"), FILETIME zero and "never" are absent.
   */
  static @Nullable Instant instant(Object value) throws WrongForm {
    try {
      if (value instanceof Long ticks) {
        return fileTime(ticks);
      }
      if (!(value instanceof String text)) {
        throw new WrongForm("time", value);
      }
      String trimmed = text.trim();
      if (trimmed.isEmpty() || trimmed.startsWith("0001-01-01")) {
        return null;
      }
      if (trimmed.startsWith("/Date(") && trimmed.endsWith(")/")) {
        return milliseconds(trimmed.substring(6, trimmed.length() - 2));
      }
      return trimmed.indexOf('-') == 4 ? iso(trimmed) : generalized(trimmed);
    } catch (NumberFormatException | DateTimeException | IndexOutOfBoundsException e) {
      throw new WrongForm("time", value);
    }
  }

  private static @Nullable Instant fileTime(long ticks) {
    if (ticks == 0 || ticks == Long.MAX_VALUE) {
      return null;
    }
    if (ticks < SMALLEST_FILETIME) {
      throw new DateTimeException("no FILETIME");
    }
    return Instant.ofEpochSecond(
        FILETIME_EPOCH_SECONDS + ticks / TICKS_PER_SECOND, ticks % TICKS_PER_SECOND * 100);
  }

  /** The offset that Windows PowerShell may add only says how the time was shown. */
  private static Instant milliseconds(String text) {
    int sign = Math.max(text.lastIndexOf('+'), text.lastIndexOf('-'));
    return Instant.ofEpochMilli(Long.parseLong(sign > 0 ? text.substring(0, sign) : text));
  }

  private static Instant iso(String t) {
    require(t.charAt(4) == '-' && t.charAt(7) == '-');
    require(t.charAt(10) == 'T' || t.charAt(10) == ' ');
    require(t.charAt(13) == ':' && t.charAt(16) == ':');
    return at(t, 0, 5, 8, 11, 14, 17, 19);
  }

  private static Instant generalized(String t) {
    return at(t, 0, 4, 6, 8, 10, 12, 14);
  }

  private static Instant at(String t, int y, int mo, int d, int h, int mi, int s, int end) {
    int at = end;
    int nanos = 0;
    if (at < t.length() && (t.charAt(at) == '.' || t.charAt(at) == ',')) {
      int unit = 100_000_000;
      int first = ++at;
      while (at < t.length() && Character.isDigit(t.charAt(at))) {
        nanos += (t.charAt(at++) - '0') * unit;
        unit /= 10;
      }
      require(at > first && at - first <= 9);
    }
    String zone = t.substring(at);
    ZoneOffset offset = zone.isEmpty() || zone.equals("Z") ? ZoneOffset.UTC : ZoneOffset.of(zone);
    return LocalDateTime.of(
            digits(t, y, 4),
            digits(t, mo, 2),
            digits(t, d, 2),
            digits(t, h, 2),
            digits(t, mi, 2),
            digits(t, s, 2),
            nanos)
        .toInstant(offset);
  }

  /** Seconds of a .NET TimeSpan, {@code [d.]hh:mm:ss[.fffffff]}; a fraction is cut off. */
  static long seconds(String span) throws WrongForm {
    try {
      int colon = span.indexOf(':');
      int dot = span.lastIndexOf('.', colon);
      long days = dot < 0 ? 0 : Integer.parseInt(span.substring(0, dot));
      int h = dot + 1;
      require(colon == h + 2 && span.charAt(h + 5) == ':' && days >= 0);
      String fraction = span.substring(h + 8);
      require(fraction.isEmpty() || fraction.matches("\\.\\d{1,7}"));
      int hours = digits(span, h, 2);
      int minutes = digits(span, h + 3, 2);
      int seconds = digits(span, h + 6, 2);
      require(hours < 24 && minutes < 60 && seconds < 60);
      return days * 86_400 + hours * 3_600L + minutes * 60L + seconds;
    } catch (NumberFormatException | DateTimeException | IndexOutOfBoundsException e) {
      throw new WrongForm("duration", span);
    }
  }

  private static int digits(String text, int from, int count) {
    int value = 0;
    for (int i = from; i < from + count; i++) {
      char c = text.charAt(i);
      require(c >= '0' && c <= '9');
      value = value * 10 + c - '0';
    }
    return value;
  }

  private static void require(boolean right) {
    if (!right) {
      throw new DateTimeException("wrong form");
    }
  }
}
