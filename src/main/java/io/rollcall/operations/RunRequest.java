package io.rollcall.operations;

import io.rollcall.kernel.Run;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A wish to run a job.
 *
 * @param only chosen objects; empty for all
 * @param planId a stored plan to apply; null to read the source
 * @param requestedBy an operating-system account, or {@code schedule}
 * @param organizations keys of those of the job's organizations that it is about; empty for all
 */
public record RunRequest(
    String job,
    Run.Kind kind,
    List<String> only,
    @Nullable Long planId,
    boolean acceptSourceDrop,
    String requestedBy,
    List<String> organizations) {

  public RunRequest {
    only = List.copyOf(only);
    organizations = List.copyOf(organizations);
  }

  /** For all organizations of the job. */
  public RunRequest(
      String job,
      Run.Kind kind,
      List<String> only,
      @Nullable Long planId,
      boolean acceptSourceDrop,
      String requestedBy) {
    this(job, kind, only, planId, acceptSourceDrop, requestedBy, List.of());
  }
}
