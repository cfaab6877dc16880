package io.rollcall.kernel;

/** The right to write one resource, for as long as the run lives that took it. */
public interface Lease extends AutoCloseable {

  /**
   * Called inside each transaction before it writes, and before each write to a remote service:
   * proves that the lease still holds, and inside a transaction keeps others from taking it before
   * that ends.
   *
   * @throws RollcallException when it is lost; what follows must not be written
   */
  void require();

  /** Gives the resource back; nothing happens when it is lost already. */
  @Override
  void close();
}
