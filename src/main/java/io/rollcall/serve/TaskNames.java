package io.rollcall.serve;

import io.rollcall.kernel.Run;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The tasks of {@code runner_schedule}: one for each kind of run that schedules start. An instance
 * is a job's name. A process that does not know a task leaves its rows alone.
 */
final class TaskNames {
  /** The kinds that schedules start. */
  static final List<Run.Kind> KINDS = List.of(Run.Kind.FULL, Run.Kind.VERIFY, Run.Kind.PRUNE);

  // Names are persistent keys.
  private static final String FULL = "job";

  private TaskNames() {}

  static String name(Run.Kind kind) {
    return kind == Run.Kind.FULL ? FULL : FULL + "-" + kind.name().toLowerCase(Locale.ROOT);
  }

  static Optional<Run.Kind> kind(String name) {
    return KINDS.stream().filter(kind -> name(kind).equals(name)).findFirst();
  }

  /** A job's schedule in words for the log. */
  static String words(Run.Kind kind, String job) {
    return kind == Run.Kind.FULL ? job : kind.name().toLowerCase(Locale.ROOT) + " of " + job;
  }
}
