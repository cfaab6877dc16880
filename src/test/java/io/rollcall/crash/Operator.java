package io.rollcall.crash;

import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Somebody on call who looks at exit codes and at what a command says to type next, and at nothing
 * else.
 */
final class Operator {
  /** More than any history needs: who has to type more often has found a fault. */
  private static final int MOST_ACTIONS = 15;

  private static final int KILLED = 137;
  private static final long HUNG_MILLIS = 180_000;

  private final CrashSite site;
  private final String job;
  private final Random random;
  private final List<String> actions = new ArrayList<>();

  /** Which of the actions started the process that runs now; -1: none did, it is the first one. */
  private int running = -1;

  Operator(CrashSite site, String job, long seed) {
    this.site = site;
    this.job = job;
    this.random = new Random(seed);
  }

  /** What was typed, and its exit codes unless they were 0. */
  List<String> actions() {
    return actions;
  }

  /** Goes on after a run's process ended; null when the run is done. */
  @Nullable Running next(Ended ended) throws SQLException {
    noteCode(running, ended.code());
    return switch (ended.code()) {
      case 0, 3 -> null;
      case 1, 4, 130, 143, KILLED -> recoverAndRestart();
      case 2 -> refused(ended);
      default -> throw new AssertionError(excerpt(ended));
    };
  }

  private @Nullable Running refused(Ended ended) {
    if (ended.err().contains("there is nothing to restart")) {
      return null; // it was done before it was interrupted
    }
    if (ended.err().contains("start a new one")) {
      return launch("run", job, "--yes");
    }
    throw new AssertionError(excerpt(ended));
  }

  private Running recoverAndRestart() throws SQLException {
    // Every command recovers dead runs; the verb of its own is for who wants to see it.
    if (random.nextBoolean()) {
      recover();
    }
    return restart();
  }

  Running restart() throws SQLException {
    long run = site.currentRun();
    return run == 0 ? launch("run", job, "--yes") : launch("restart", Long.toString(run));
  }

  private Running launch(String... words) {
    Running started = start(words);
    running = actions.size() - 1;
    return started;
  }

  void recover() {
    Ended ended = type("recover");
    if (ended.code() != 0) {
      throw new AssertionError(excerpt(ended));
    }
  }

  /** Types a short command and waits for it. */
  Ended type(String... words) {
    Ended ended = await(start(words));
    noteCode(actions.size() - 1, ended.code());
    return ended;
  }

  private Running start(String... words) {
    if (actions.size() >= MOST_ACTIONS) {
      throw new AssertionError("not done after " + actions);
    }
    actions.add(words[0]);
    return site.home().start(words);
  }

  private void noteCode(int action, int code) {
    if (action >= 0 && code != 0) {
      actions.set(action, actions.get(action) + " " + code);
    }
  }

  /** Waits for a process, not for ever. */
  static Ended await(Running running) {
    if (!CrashSite.endedWithin(running, HUNG_MILLIS)) {
      running.signal("QUIT"); // prints its threads' stacks
      CrashSite.endedWithin(running, 2_000);
      running.kill();
      throw new AssertionError("a command hung: " + running.await().all());
    }
    return running.await();
  }

  static String excerpt(Ended ended) {
    return ended.all().lines().limit(6).collect(Collectors.joining(" / "));
  }
}
