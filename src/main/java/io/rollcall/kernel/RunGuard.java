package io.rollcall.kernel;

/**
 * What stands between a run and the data that it writes: its leases. Of one resource there is one
 * writer at a time, on any number of machines; a run that was given up as dead and wakes up again
 * can no longer prove that it is the one.
 */
public interface RunGuard {

  /**
   * Called inside each chunk's transaction before it writes: locks the lease's row and proves that
   * this run still holds it. In a family without leases of organizations it proves that the run is
   * still this process's.
   *
   * @throws RollcallException when the lease is lost; the chunk must not commit
   */
  void requireLease(Organization organization);

  /**
   * Takes a resource for this run alone, until it is given back or the run ends. A resource that
   * this run took before is taken once more, and what held it then no longer does.
   *
   * @param resource its name in the database, at most 200 characters: {@code
   *     contacts-backup/acme/d3a1...}
   * @param words what people call it: {@code mailbox anna@acme.test}
   * @throws RollcallException {@link ExitCode#ALREADY_RUNNING}, naming the holder, while another
   *     run has it; {@link ExitCode#FAILED} when this run was given up as dead
   */
  Lease lease(String resource, String words);
}
