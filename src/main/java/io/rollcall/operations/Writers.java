package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import org.springframework.stereotype.Component;

/** Who writes what at the moment, for commands that are too short to be runs. */
@Component
public class Writers {
  private final Leases leases;
  private final Runs runs;

  Writers(Leases leases, Runs runs) {
    this.leases = leases;
    this.runs = runs;
  }

  /**
   * Makes sure that no run writes a resource. Whoever asks holds a lock that a writer needs before
   * it begins, or asks in vain.
   *
   * @param resource as in {@link io.rollcall.kernel.RunGuard#lease}
   * @param words what people call it
   * @throws RollcallException with {@link ExitCode#ALREADY_RUNNING}, naming the run
   */
  public void requireNone(String resource, String words) {
    leases
        .holder(resource)
        .ifPresent(
            held -> {
              throw RunLeases.refusal(words, held, runs);
            });
  }
}
