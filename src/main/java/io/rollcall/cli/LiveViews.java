package io.rollcall.cli;

import io.rollcall.cli.Views.RunView;
import io.rollcall.operations.LiveRuns.LiveRun;
import io.rollcall.operations.LiveRuns.LiveStep;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code runs --watch} shows, as JSON has it. */
final class LiveViews {
  private LiveViews() {}

  /**
   * One line of {@code runs --watch --json}.
   *
   * @param outcome null while it runs; the last line of a run has it
   */
  record LiveRunView(
      Instant at,
      long run,
      String job,
      String kind,
      @Nullable String outcome,
      boolean stopRequested,
      String owner,
      long seconds,
      List<LiveStepView> steps,
      @Nullable String summary) {

    /** Of a run that goes on, whatever its row says by now. */
    static LiveRunView of(LiveRun live, Instant now) {
      List<LiveStepView> steps = live.steps().stream().map(LiveStepView::of).toList();
      return view(RunView.of(live.run()), now, null, steps, null);
    }

    static LiveRunView ended(RunView run, Instant now) {
      return view(run, now, run.outcome(), List.of(), run.summary());
    }

    private static LiveRunView view(
        RunView run,
        Instant now,
        @Nullable String outcome,
        List<LiveStepView> steps,
        @Nullable String summary) {
      return new LiveRunView(
          now,
          run.id(),
          run.job(),
          run.kind(),
          outcome,
          run.stopRequested(),
          run.owner(),
          Math.max(0, Duration.between(run.startedAt(), now).toSeconds()),
          steps,
          summary);
    }

    /** Whether nothing but the time is new. */
    boolean sameAs(@Nullable LiveRunView before) {
      return before != null
          && stopRequested == before.stopRequested
          && owner.equals(before.owner)
          && steps.equals(before.steps);
    }
  }

  record LiveStepView(
      String stage,
      @Nullable String organization,
      long records,
      @Nullable Long recordsPerSecond,
      @Nullable Integer percent,
      @Nullable Long secondsLeft) {

    static LiveStepView of(LiveStep step) {
      Duration left = step.left();
      return new LiveStepView(
          step.stage(),
          step.organization(),
          step.records(),
          step.perSecond(),
          step.percent(),
          left == null ? null : left.toSeconds());
    }
  }
}
