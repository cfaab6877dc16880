package io.rollcall.crash;

/** What is done to a run or to what it needs. */
enum Injection {
  KILL("kill -9", 5),
  DATABASE_KILL("MySQL killed", 3),
  RUNNER_FREEZE("frozen, recovered by another, woken", 3),
  TERM("SIGTERM", 3),
  DATABASE_RESTART("MySQL restarted", 2),
  SECOND_RUNNER("second runner", 2),
  STOP("stop", 2),
  MAIL_DOWN("mail server down", 2),
  DATABASE_FREEZE("MySQL frozen", 1);

  private final String words;

  /** How often it is drawn, in proportion to the others. */
  final int weight;

  Injection(String words, int weight) {
    this.words = words;
    this.weight = weight;
  }

  @Override
  public String toString() {
    return words;
  }
}
