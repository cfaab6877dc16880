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
 */
public record RunRequest(
    String job,
    Run.Kind kind,
    List<String> only,
    @Nullable Long planId,
    boolean acceptSourceDrop,
    String requestedBy) {

  public RunRequest {
    only = List.copyOf(only);
  }
}
