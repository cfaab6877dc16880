package io.rollcall.cli;

import io.rollcall.cli.RestoreRuns.ItemView;
import io.rollcall.cli.Views.RunDetails;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import java.util.List;
import java.util.Objects;

/** The JSON document of a restore or an undo: the run, and what it decided about each contact. */
record RestoreView(RunDetails run, List<ItemView> contacts) {

  static RestoreView of(Program program, RunRecord record, Session session) {
    return new RestoreView(
        RunDetailsQuery.of(program, record).repeatable(session::commands),
        RestoreRuns.items(program, record));
  }

  static int code(RunRecord record) {
    return Objects.requireNonNullElse(record.outcome(), ExitCode.FAILED).code();
  }
}
