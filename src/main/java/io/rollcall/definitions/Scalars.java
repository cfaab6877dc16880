package io.rollcall.definitions;

import static java.util.Map.entry;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.util.unit.DataSize;
import org.springframework.util.unit.DataUnit;

/** Reads single values from their text; every reader throws {@link Refusal}. */
final class Scalars {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,18})");
  private static final Pattern BARE = Pattern.compile("-?[0-9.]+");
  private static final Pattern TIME = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d(:[0-5]\\d)?");
  private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h|d)");
  private static final Pattern SIZE = Pattern.compile("(\\d{1,12})(B|KB|MB|GB|TB)");
  private static final String DURATIONS = "30s, 5m, 24h";
  private static final String SIZES = "500KB, 10MB, 1GB";
  private static final Map<Class<?>, Function<String, Object>> READERS =
      Map.ofEntries(
          entry(String.class, text -> text),
          entry(int.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          entry(Integer.class, text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE)),
          entry(long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE)),
          entry(Long.class, text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE)),
          entry(boolean.class, Scalars::truth),
          entry(Boolean.class, Scalars::truth),
          entry(Duration.class, Scalars::duration),
          entry(DataSize.class, Scalars::size),
          entry(ZoneId.class, Scalars::zone),
          entry(LocalTime.class, Scalars::time),
          entry(DayOfWeek.class, Scalars::day));

  private Scalars() {}

  static boolean knows(Class<?> type) {
    return READERS.containsKey(type) || type.isEnum();
  }

  /**
   * @param type one that {@link #knows} it
   * @throws Refusal when the text is no such value
   */
  static Object read(Class<?> type, String text) {
    Function<String, Object> reader = READERS.get(type);
    return reader == null ? constant(type, text) : reader.apply(text);
  }

  private static long whole(String text, long least, long most) {
    if (!WHOLE.matcher(text).matches()) {
      throw unknown(text, "a whole number");
    }
    try {
      long value = Long.parseLong(text);
      if (value >= least && value <= most) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Of the pattern's nineteen digits, some are beyond the range.
    }
    throw unknown(text, least + " to " + most);
  }

  private static Object truth(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw unknown(text, "true, false");
    };
  }

  private static Object duration(String text) {
    if (BARE.matcher(text).matches()) {
      throw new Refusal("give a unit: " + DURATIONS, "");
    }
    Matcher matcher = DURATION.matcher(text);
    if (matcher.matches()) {
      return Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
    }
    try {
      Duration duration = Duration.parse(text);
      if (!duration.isNegative()) {
        return duration;
      }
    } catch (DateTimeException | ArithmeticException e) {
      // Refused below: the parser's own message says nothing to an operator.
    }
    throw unknown(text, DURATIONS + ", 7d, PT1H30M");
  }

  private static ChronoUnit unit(String name) {
    return switch (name) {
      case "ms" -> ChronoUnit.MILLIS;
      case "s" -> ChronoUnit.SECONDS;
      case "m" -> ChronoUnit.MINUTES;
      case "h" -> ChronoUnit.HOURS;
      default -> ChronoUnit.DAYS;
    };
  }

  private static Object size(String text) {
    if (BARE.matcher(text).matches()) {
      throw new Refusal("give a unit: " + SIZES, "");
    }
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw unknown(text, SIZES);
    }
    try {
      return DataSize.of(Long.parseLong(matcher.group(1)), DataUnit.fromSuffix(matcher.group(2)));
    } catch (ArithmeticException e) {
      throw new Refusal("more than a file can have", SIZES);
    }
  }

  private static Object zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw unknown(text, "a time zone like Europe/Berlin or UTC");
    }
  }

  private static Object time(String text) {
    if (!TIME.matcher(text).matches()) {
      throw unknown(text, "a time of day like 02:00 or 14:30:00");
    }
    return LocalTime.parse(text);
  }

  private static Object day(String text) {
    String upper = text.toUpperCase(Locale.ROOT);
    return Arrays.stream(DayOfWeek.values())
        .filter(day -> day.name().equals(upper) || day.name().substring(0, 3).equals(upper))
        .findFirst()
        .orElseThrow(() -> unknown(text, "mon, tue, wed, thu, fri, sat, sun"));
  }

  private static Object constant(Class<?> type, String text) {
    List<String> names = names(type);
    int at = names.indexOf(text);
    if (at < 0) {
      throw unknown(text, Nearest.hint(text, names), String.join(", ", names));
    }
    return type.getEnumConstants()[at];
  }

  private static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> Key.kebab(((Enum<?>) constant).name()))
        .toList();
  }

  private static Refusal unknown(String text, String allowed) {
    return unknown(text, "", allowed);
  }

  private static Refusal unknown(String text, String hint, String allowed) {
    return new Refusal("'" + Errors.shown(text) + "' is not understood" + hint, allowed);
  }
}
