package io.rollcall.operations;

import io.rollcall.plan.Partitions;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What the steps of a run did, over all its executions. */
@Component
public class RunSteps {
  private final BatchRecords batch;

  RunSteps(BatchRecords batch) {
    this.batch = batch;
  }

  /**
   * A step of a run for one organization.
   *
   * @param stage {@code read}
   * @param organization key of the organization; null for a step of the whole run
   * @param state how its last execution stands: {@code completed}, {@code failed}, {@code stopped},
   *     {@code started}
   * @param executions how often it was begun; more than 1 after a restart
   * @param length time of all executions whose end is known; null when none is. Executions whose
   *     process died are not in it
   * @param records read, or written, in all executions
   * @param perSecond records a second; null when it cannot be told
   * @param rolledBack transactions that were rolled back
   */
  public record RunStep(
      String stage,
      @Nullable String organization,
      String state,
      int executions,
      @Nullable Duration length,
      long records,
      @Nullable Long perSecond,
      long rolledBack) {}

  /** The steps of a run in the order in which they began; none when it never began. */
  public List<RunStep> of(RunRecord record) {
    List<BatchRecords.Step> all = batch.steps(record.run().job(), record.run().id());
    Map<String, Counts> ranges = new HashMap<>();
    for (BatchRecords.Step step : all) {
      StepName name = StepName.of(step.name());
      if (name.isRange()) {
        ranges.merge(step.execution() + "/" + name.withoutRange(), Counts.of(step), Counts::plus);
      }
    }
    Map<String, Sum> sums = new LinkedHashMap<>();
    for (BatchRecords.Step step : all) {
      StepName name = StepName.of(step.name());
      // What a step's own row says of its ranges is missing when the process died.
      Counts counts = ranges.getOrDefault(step.execution() + "/" + step.name(), Counts.of(step));
      if (!name.isRange() && !Partitions.isStage(step.name())) {
        sums.computeIfAbsent(step.name(), key -> new Sum()).add(step, counts);
      }
    }
    return sums.entrySet().stream()
        .map(entry -> entry.getValue().step(StepName.of(entry.getKey())))
        .toList();
  }

  private record Counts(long records, long rolledBack) {

    static Counts of(BatchRecords.Step step) {
      return new Counts(Math.max(step.read(), step.written()), step.rolledBack());
    }

    Counts plus(Counts other) {
      return new Counts(records + other.records, rolledBack + other.rolledBack);
    }
  }

  private static final class Sum {
    private int executions;
    private String state = "";
    private long records;
    private long rolledBack;
    private @Nullable Duration length;
    private long recordsInLength;

    void add(BatchRecords.Step step, Counts counts) {
      executions++;
      state = step.status().toLowerCase(Locale.ROOT);
      records += counts.records;
      rolledBack += counts.rolledBack;
      Duration more = step.length();
      if (more != null) {
        length = length == null ? more : length.plus(more);
        recordsInLength += counts.records;
      }
    }

    RunStep step(StepName name) {
      Duration time = length;
      Long perSecond =
          time == null || time.toMillis() == 0 || recordsInLength == 0
              ? null
              : Math.round(recordsInLength * 1000.0 / time.toMillis());
      return new RunStep(
          name.stage(),
          name.organization(),
          state,
          executions,
          time,
          records,
          perSecond,
          rolledBack);
    }
  }
}
