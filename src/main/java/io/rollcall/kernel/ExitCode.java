package io.rollcall.kernel;

import java.util.List;

/**
 * How a command ended, as its process exit code. One meaning each; the order of {@link #GRAVITY}
 * ranks a run's outcomes.
 */
public enum ExitCode {
  DONE(0, "done"),
  FAILED(1, "failed; `restart` continues after the last committed chunk"),
  WRONG_USE(2, "wrong use, configuration or job definition"),
  DONE_WITH_PROBLEMS(3, "done, with problems that the report lists"),
  ALREADY_RUNNING(4, "already running, or the embedded database is in use"),
  REFUSED(5, "refused by a gate; nothing of that organization was written"),
  NOT_FOUND(6, "no such job, run, plan, organization, mailbox, snapshot or contact"),
  STOPPED(130, "stopped by `stop` or Ctrl-C; `restart` continues"),
  TERMINATED(143, "stopped by SIGTERM; `restart` continues");

  private static final List<ExitCode> GRAVITY =
      List.of(TERMINATED, STOPPED, FAILED, REFUSED, DONE_WITH_PROBLEMS, DONE);

  private final int code;
  private final String meaning;

  ExitCode(int code, String meaning) {
    this.code = code;
    this.meaning = meaning;
  }

  public int code() {
    return code;
  }

  /** One line for help texts and documentation. */
  public String meaning() {
    return meaning;
  }

  /**
   * The graver of two outcomes of a run: stopped, then failed, refused, done with problems, done.
   */
  public ExitCode or(ExitCode other) {
    return rank(this) <= rank(other) ? this : other;
  }

  private static int rank(ExitCode code) {
    int rank = GRAVITY.indexOf(code);
    if (rank < 0) {
      throw new IllegalArgumentException(code + " is no outcome of a run");
    }
    return rank;
  }
}
