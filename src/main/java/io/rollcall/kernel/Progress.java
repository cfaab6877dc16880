package io.rollcall.kernel;

/**
 * Where a run tells how far it is. Called from several threads; must be cheap and must not throw.
 */
public interface Progress {

  /** Nobody is looking. */
  Progress NONE = (step, done, total) -> {};

  /**
   * @param step what is being done, in the operator's words: "reading acme"
   * @param done units done so far
   * @param total units in all; 0 when unknown
   */
  void at(String step, long done, long total);
}
