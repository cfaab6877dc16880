package io.rollcall.operations;

import io.rollcall.operations.RunProgress.Part;
import io.rollcall.plan.Plan;
import io.rollcall.plan.Plans;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runs that go on, in whatever process, and how far each of their steps is. */
@Component
public class LiveRuns {
  /** How the run itself calls its steps that take long, in {@link Part#what}. */
  private static final Map<String, String> WORDS =
      Map.of(
          "connect",
          "checking the export of",
          "read",
          "reading",
          "apply",
          "applying",
          "snapshot",
          "saving contacts of");

  private final Runs runs;
  private final BatchRecords batch;
  private final Plans plans;

  LiveRuns(Runs runs, BatchRecords batch, Plans plans) {
    this.runs = runs;
    this.batch = batch;
    this.plans = plans;
  }

  /** A run that goes on. */
  public record LiveRun(RunRecord run, List<LiveStep> steps) {}

  /**
   * A step that goes on.
   *
   * @param stage {@code read}
   * @param organization key of the organization; null for a step of the whole run
   * @param records read or written in this execution of the step
   * @param perSecond records a second, of the last seconds; null at first
   * @param percent 0 to 100; null when nobody knows the total
   * @param left time left at the present pace; null when nobody knows
   */
  public record LiveStep(
      String stage,
      @Nullable String organization,
      long records,
      @Nullable Long perSecond,
      @Nullable Integer percent,
      @Nullable Duration left) {}

  /** Starts watching; paces are worked out between two looks. */
  public Watch watch() {
    return new Watch();
  }

  /** One who watches; not for several threads. */
  public final class Watch {
    private final Map<String, Pace> paces = new HashMap<>();
    private final Map<Long, Map<String, OptionalLong>> expected = new HashMap<>();

    private Watch() {}

    /**
     * Looks at the running runs.
     *
     * @param job null for all jobs
     * @param now the time of this look
     */
    public List<LiveRun> look(@Nullable String job, Instant now) {
      return runs.list(new RunFilter(job, Set.of(), true, null, 1000)).stream()
          .sorted((a, b) -> Long.compare(a.run().id(), b.run().id()))
          .map(record -> new LiveRun(record, steps(record, now)))
          .toList();
    }

    private List<LiveStep> steps(RunRecord record, Instant now) {
      long id = record.run().id();
      Map<String, Long> records = new LinkedHashMap<>();
      for (BatchRecords.Step step : batch.current(record.run().job(), id)) {
        StepName name = StepName.of(step.name());
        if (name.isRange()) {
          records.computeIfPresent(
              name.withoutRange(), (key, sum) -> sum + Math.max(step.read(), step.written()));
        } else if (step.started()) {
          records.put(step.name(), Math.max(step.read(), step.written()));
        }
      }
      // A stage that is waiting for its organizations is not worth a line of its own.
      records
          .keySet()
          .removeIf(name -> records.keySet().stream().anyMatch(o -> o.startsWith(name + ":")));
      List<Part> parts = RunProgress.parse(runs.progress(id).orElse(null));
      List<LiveStep> steps = new ArrayList<>();
      records.forEach((name, count) -> steps.add(step(record, name, count, parts, now)));
      return steps;
    }

    private LiveStep step(
        RunRecord record, String name, long count, List<Part> parts, Instant now) {
      StepName step = StepName.of(name);
      String key = record.run().id() + "/" + name;
      Long perSecond = paces.computeIfAbsent(key, k -> new Pace()).at(now, count);
      long done = 0;
      long total = 0;
      String words = WORDS.get(step.stage()) + " " + step.organization();
      for (Part part : parts) {
        if (part.what().equals(words) || part.what().startsWith(words + " ")) {
          done += part.done();
          total += part.total();
        }
      }
      Long pace = paces.computeIfAbsent(key + "/total", k -> new Pace()).at(now, done);
      if (total <= 0 && step.stage().equals("read")) {
        total = lastRead(record, step.organization()).orElse(0);
        done = count;
        pace = perSecond;
      }
      return new LiveStep(
          step.stage(),
          step.organization(),
          count,
          perSecond,
          total <= 0 ? null : (int) (100.0 * Math.min(done, total) / total),
          total <= 0 || pace == null || pace == 0
              ? null
              : Duration.ofSeconds((Math.max(0, total - done) + pace - 1) / pace));
    }

    /** Records of an organization's last complete read, when the source tells no size. */
    private OptionalLong lastRead(RunRecord record, @Nullable String organization) {
      if (organization == null) {
        return OptionalLong.empty();
      }
      return expected
          .computeIfAbsent(record.run().id(), run -> new HashMap<>())
          .computeIfAbsent(
              organization,
              key ->
                  plans.ofRun(record.run().id()).stream()
                      .filter(plan -> plan.organizationKey().equals(key))
                      .map(this::lastRead)
                      .findFirst()
                      .orElse(OptionalLong.empty()));
    }

    private OptionalLong lastRead(Plan plan) {
      return plans.lastCompleteRead(plan).stream().mapToLong(Plan::recordsRead).findFirst();
    }
  }
}
