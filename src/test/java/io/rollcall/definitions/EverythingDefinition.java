package io.rollcall.definitions;

import io.rollcall.kernel.Default;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.OrganizationScope;
import io.rollcall.kernel.Percent;
import io.rollcall.kernel.ReportSettings;
import io.rollcall.kernel.Schedule;
import io.rollcall.kernel.SecretRef;
import io.rollcall.kernel.TypeName;
import io.rollcall.plan.Limit;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** One key for each type that a definition can hold. */
record EverythingDefinition(
    @Default("all") OrganizationScope organizations,
    @Nullable String text,
    @Nullable Integer number,
    @Default("-7") long bigNumber,
    @Default("true") boolean truth,
    @Default("wood-fired") Oven oven,
    @Nullable Duration span,
    @Nullable DataSize size,
    @Nullable Percent share,
    @Nullable SecretRef secret,
    @Nullable ZoneId zone,
    @Nullable LocalTime time,
    @Nullable DayOfWeek day,
    @Nullable Path path,
    @Nullable Limit limit,
    @Nullable Shape shape,
    @Nullable Crust crust,
    @Nullable Isbn isbn,
    @Default("[]") List<Crust> crusts,
    @Default("[]") Set<Oven> ovens,
    @Default("{}") Map<String, Duration> spans,
    Schedule schedule,
    ReportSettings report)
    implements FamilyDefinition {

  /** Each key with something that is not its default, without {@code family}. */
  static final String EXAMPLE =
      """
        organizations: [acme, beta]
        text: ${NOT} a placeholder
        number: 2147483647
        big-number: -9223372036854775808
        truth: false
        oven: gas
        span: 90m
        size: 10MB
        share: 35%
        secret: env:ACME_SECRET
        zone: Europe/Berlin
        time: 14:30:00
        day: Tuesday
        path: exports/../in/acme.gz
        limit: {count: 100, percent: 10}
        shape: {type: square, side: 3}
        crust: {flour: rye}
        isbn: 9780000000000
        crusts:
          - flour: rye
            layers: 1
          - {flour: spelt}
        ovens: [gas, wood-fired]
        spans: {first: 1s, second: 2h}
        schedule: {enabled: true, times-per-day: 3, zone: +02:00, days: [mon, SUN]}
        report: {recipients: [ops@acme.example], when: failure}
        """;

  enum Oven {
    WOOD_FIRED,
    GAS
  }

  sealed interface Shape permits Circle, Square {}

  @TypeName("circle")
  record Circle(@Default("1") int radius) implements Shape {}

  @TypeName("square")
  record Square(int side) implements Shape {}

  record Crust(String flour, @Default("2") int layers) {
    Crust {
      if (flour.equals("sand")) {
        throw new IllegalArgumentException("nobody eats sand");
      }
    }
  }

  /** A type of a family's own that is no record. */
  static final class Isbn {
    private final String digits;

    private Isbn(String digits) {
      this.digits = digits;
    }

    public static Isbn parse(String text) {
      if (!text.matches("\\d{13}")) {
        throw new IllegalArgumentException("an ISBN has 13 digits");
      }
      return new Isbn(text);
    }

    @Override
    public String toString() {
      return digits;
    }
  }
}
