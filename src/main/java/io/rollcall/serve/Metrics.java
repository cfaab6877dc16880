package io.rollcall.serve;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.serve.Standing.Running;
import io.rollcall.serve.Standing.Work;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Figures for Prometheus. Counters are of the runs of this process; gauges are read from the
 * database when they are asked for, and are the same in every process.
 */
final class Metrics {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Standing standing;
  private final MultiGauge lastSuccess;
  private final MultiGauge nextFiring;
  private final MultiGauge running;
  private final MultiGauge silence;
  private final MultiGauge mails;
  private volatile boolean databaseUp = true;

  Metrics(Standing standing) {
    this.standing = standing;
    lastSuccess =
        gauge("rollcall.last.success.timestamp", "When a full run last ended done", "seconds");
    nextFiring =
        gauge("rollcall.next.firing.timestamp", "When the schedule starts it next", "seconds");
    running = gauge("rollcall.runs.running", "Runs that go on, in any process", null);
    silence =
        gauge("rollcall.heartbeat.age", "Time since the oldest sign of life of a run", "seconds");
    mails = gauge("rollcall.outbox.mails", "Mails that are not sent, by state", null);
    Gauge.builder("rollcall.database.up", () -> databaseUp ? 1 : 0)
        .description("1 when the database answered")
        .register(registry);
  }

  private MultiGauge gauge(String name, String description, @Nullable String unit) {
    return MultiGauge.builder(name).description(description).baseUnit(unit).register(registry);
  }

  /** Counts a run of this process that ended, or that could not begin. */
  void ended(RunRecord record) {
    String job = record.run().job();
    ExitCode outcome = record.outcome();
    if (outcome == null) {
      return;
    }
    count(
        "rollcall.runs",
        "Scheduled runs that ended, could not begin, or met another",
        1,
        Tags.of("job", job, "outcome", outcome.name().toLowerCase(Locale.ROOT)));
    Instant endedAt = record.endedAt();
    if (endedAt != null
        && !record.organizations().isEmpty()
        && outcome != ExitCode.ALREADY_RUNNING) {
      Timer.builder("rollcall.run.duration")
          .description("How long scheduled runs took")
          .tag("job", job)
          .register(registry)
          .record(Duration.between(record.run().startedAt(), endedAt));
    }
    Work work = standing.work(record.run().id());
    Tags ofJob = Tags.of("job", job);
    count("rollcall.records.read", "Records that runs read", work.recordsRead(), ofJob);
    count("rollcall.changes.applied", "Changes that runs wrote", work.changesApplied(), ofJob);
    count("rollcall.problems", "Problems of runs", work.problems(), ofJob);
  }

  private void count(String name, String description, long amount, Tags tags) {
    Counter.builder(name)
        .description(description)
        .tags(tags)
        .register(registry)
        .increment((double) amount);
  }

  /** Reads the gauges anew. */
  void refresh() {
    try {
      set(lastSuccess, "job", standing.lastSuccess(), Metrics::seconds);
      nextFiring.register(
          standing.nextFirings().stream()
              .<Row<?>>map(
                  next ->
                      Row.of(
                          Tags.of(
                              "job",
                              next.job(),
                              "kind",
                              next.kind().name().toLowerCase(Locale.ROOT)),
                          seconds(next.at())))
              .collect(Collectors.toList()),
          true);
      Map<String, Running> now = standing.running();
      set(running, "job", now, one -> (double) one.runs());
      set(silence, "job", now, one -> one.silence().toMillis() / 1e3);
      set(mails, "state", standing.mails(), Long::doubleValue);
      databaseUp = true;
    } catch (RuntimeException e) {
      away();
      throw e;
    }
  }

  /** The database does not answer: figures of before would look like figures of now. */
  void away() {
    databaseUp = false;
    for (MultiGauge gauge : List.of(lastSuccess, nextFiring, running, silence, mails)) {
      gauge.register(List.of(), true);
    }
  }

  /** The figures as Prometheus reads them, as of the last {@link #refresh}. */
  String text() {
    return registry.scrape();
  }

  private static double seconds(Instant instant) {
    return instant.toEpochMilli() / 1e3;
  }

  private static <T> void set(
      MultiGauge gauge, String label, Map<String, T> values, ToDoubleFunction<T> value) {
    gauge.register(
        values.entrySet().stream()
            .<Row<?>>map(
                entry ->
                    Row.of(Tags.of(label, entry.getKey()), value.applyAsDouble(entry.getValue())))
            .collect(Collectors.toList()),
        true);
  }
}
