package io.rollcall.kernel;

/**
 * What stands between a run and the panel's data: its leases, and the operator's wish to stop it.
 */
public interface RunGuard {

  /**
   * Called inside each chunk's transaction before it writes: locks the lease's row and proves that
   * this run still holds it.
   *
   * @throws RollcallException when the lease is lost; the chunk must not commit
   */
  void requireLease(Organization organization);
}
