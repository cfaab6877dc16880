package io.rollcall.cli;

import picocli.CommandLine.Option;

/** {@code --yes}, on commands that ask before they do what cannot be undone. */
final class Confirmation {
  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask for confirmation.")
  boolean yes;

  /**
   * Makes sure, before anything is opened, that there is somebody to ask.
   *
   * @throws io.rollcall.kernel.RollcallException when there is not
   */
  void requireSomebody() {
    if (!yes) {
      Terminal.requireSomebody();
    }
  }

  /** Asks, unless the answer was given beforehand; a no is noted. */
  boolean given(Session session, String question) {
    if (yes || Terminal.confirm(session.err(), question)) {
      return true;
    }
    session.note("nothing was done");
    return false;
  }
}
