package io.rollcall.operations;

import java.time.Instant;

/** A firing of a schedule that became a run before, here or in another process. */
public final class AlreadyFired extends RuntimeException {
  private static final long serialVersionUID = 1L;

  AlreadyFired(String job, Instant dueAt, Throwable cause) {
    super("%s was started for %s before".formatted(job, dueAt), cause);
  }
}
