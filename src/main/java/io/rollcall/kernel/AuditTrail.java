package io.rollcall.kernel;

import org.jspecify.annotations.Nullable;

/** Where it is written down who did what, when, to what, and why. */
public interface AuditTrail {

  /**
   * Writes a line, in the caller's transaction when there is one.
   *
   * @param who an operating-system account, {@code schedule}, or {@code recovery}
   * @param action at most 40 characters
   * @param target at most 255 characters
   */
  void record(String who, String action, String target, @Nullable String reason);
}
