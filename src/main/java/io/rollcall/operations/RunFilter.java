package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which runs of the history are wanted.
 *
 * @param job null for all jobs
 * @param outcomes the outcomes that are wanted
 * @param running runs that have no outcome yet are wanted; with no outcomes and false, all runs are
 * @param since runs that began then or later; null for any time
 * @param limit at most so many, the newest
 */
public record RunFilter(
    @Nullable String job,
    Set<ExitCode> outcomes,
    boolean running,
    @Nullable Instant since,
    int limit) {

  public RunFilter {
    outcomes = Set.copyOf(outcomes);
  }
}
