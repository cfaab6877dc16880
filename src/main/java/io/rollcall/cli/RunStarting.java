package io.rollcall.cli;

import io.rollcall.cli.Views.RunDetails;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.operations.Stopping;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** Sees a run from its start to its result, with progress and signals. */
final class RunStarting {

  private RunStarting() {}

  /** Starts a run, tells its number, and waits for its end. */
  static RunRecord start(Session session, Program program, RunRequest request) {
    return start(session, program, request, id -> {});
  }

  /**
   * As above.
   *
   * @param created told the run's number in the transaction that makes it
   */
  static RunRecord start(
      Session session, Program program, RunRequest request, LongConsumer created) {
    String run = request.kind() == Run.Kind.TEST ? "test run" : "run";
    return watched(
        session,
        program,
        progress ->
            program
                .bean(RunLauncher.class)
                .start(
                    request,
                    progress,
                    id -> session.note("%s %d of %s".formatted(run, id, request.job())),
                    created));
  }

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
