package io.rollcall.cli;

import io.rollcall.cli.Views.RunDetails;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Stopping;
import java.util.Objects;
import java.util.function.Function;

/** Sees a run from its start to its result, with progress and signals. */
final class RunStarting {

  private RunStarting() {}

  /** Runs on the calling thread, told how far it is. */
  static RunRecord watched(Session session, Program program, Function<Progress, RunRecord> start) {
    session.signals().watch(program.bean(Stopping.class));
    try (ProgressLine progress =
        new ProgressLine(session.err(), Terminal.is(2), System::nanoTime)) {
      return start.apply(progress);
    }
  }

  /** Prints what the run came to; returns its exit code. */
  static int result(Session session, Program program, RunRecord record, boolean json) {
    RunDetails details = RunDetailsQuery.of(program, record);
    if (json) {
      session.print(details.repeatable(session::commands));
    } else {
      RunText.of(details).forEach(session::say);
    }
    return Objects.requireNonNullElse(record.outcome(), ExitCode.FAILED).code();
  }
}
