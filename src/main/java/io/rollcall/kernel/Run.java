package io.rollcall.kernel;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One execution of a job, by schedule or by hand.
 *
 * @param id the run's number, from 1 on
 * @param job name of the job definition
 * @param only the objects chosen with {@code --only}; empty for all
 * @param planId the stored plan to apply; null when the source is read
 * @param acceptSourceDrop a person accepted, for this run, what the source gate would refuse
 * @param requestedBy who asked for it: an operating-system account, or {@code schedule}
 */
public record Run(
    long id,
    String job,
    Kind kind,
    List<String> only,
    @Nullable Long planId,
    boolean acceptSourceDrop,
    String requestedBy,
    Instant startedAt) {

  public Run {
    only = List.copyOf(only);
  }

  /** What a run covers, and what it does. Only {@link #FULL} supersedes earlier runs. */
  public enum Kind {
    /** The whole of its organizations, applied. */
    FULL,
    /** Chosen objects, applied. */
    ONLY,
    /** Plan and gates, nothing applied. */
    TEST,
    /** A stored plan, applied without reading the source. */
    PLAN,
    /** What a backup holds, written back. */
    RESTORE,
    /** What a backup holds, read and proven whole. */
    VERIFY,
    /** What a backup need not hold any longer, dropped. */
    PRUNE
  }
}
