package io.rollcall.crash;

import io.rollcall.crash.ChaosHistory.Blow;
import io.rollcall.testing.ChildHome.Ended;
import io.rollcall.testing.ChildHome.Running;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays one history: lets things happen to a run, and does what an operator would until it is done.
 */
final class ChaosPlay {
  /** What a woken runner may not end with: its run was another's by then. */
  private static final List<Integer> SUCCESS = List.of(0, 3);

  private final CrashSite site;
  private final PrivateServer server;
  private final String job;
  private final ChaosHistory history;
  private final Duration freeze;
  private final Operator operator;
  private final List<Hit> hits = new ArrayList<>();
  private final List<Running> frozen = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private Running current;
  private boolean over;

  /**
   * What happened.
   *
   * @param stage where the run was; "too late" when it was done before
   * @param note what came of it at once; empty when there is nothing to say
   */
  record Hit(Blow blow, String stage, String note) {
    static final String TOO_LATE = "too late";

    boolean happened() {
      return !stage.equals(TOO_LATE);
    }

    @Override
    public String toString() {
      String text = "%s @ %s".formatted(blow.injection(), stage);
      return note.isEmpty() ? text : text + " (" + note + ")";
    }
  }

  /** Starts the run; the world must be in place. */
  ChaosPlay(
      CrashSite site, PrivateServer server, String job, ChaosHistory history, Duration freeze) {
    this.site = site;
    this.server = server;
    this.job = job;
    this.history = history;
    this.freeze = freeze;
    this.operator = new Operator(site, job, history.operatorSeed());
    this.current = site.home().start("run", job, "--yes");
  }

  List<Hit> hits() {
    return hits;
  }

  Operator operator() {
    return operator;
  }

  List<String> actions() {
    return operator.actions();
  }

  /** What nobody should have seen on the way; the end state is looked at elsewhere. */
  List<String> faults() {
    return faults;
  }

  /** Plays to the end, whatever comes; no process of ours is left then, and all servers are up. */
  void play() throws SQLException, IOException {
    try {
      for (Blow blow : history.blows()) {
        if (reach(blow.moment())) {
          hit(blow);
        } else {
          hits.add(new Hit(blow, Hit.TOO_LATE, ""));
        }
      }
      goOnToTheEnd();
    } catch (AssertionError e) {
      faults.add(String.valueOf(e.getMessage()));
    } catch (SQLException | IOException | IllegalStateException e) {
      faults.add("the test itself failed: " + e);
      server.thaw();
      server.start();
      site.reconnect();
    } finally {
      server.thaw();
      frozen.forEach(ChaosPlay::endAtOnce);
      endAtOnce(current);
      site.mailServer().up();
    }
  }

  private static void endAtOnce(Running running) {
    if (running.process().isAlive()) {
      running.kill();
    }
  }

  /** False when the run is done before it comes to the moment. */
  private boolean reach(Moment moment) throws SQLException {
    String reached = site.since(moment.phase().reached);
    while (!over) {
      if (atWork() && site.number(reached) >= moment.chunks()) {
        return true;
      }
      if (CrashSite.endedWithin(current, 2)) {
        next();
      }
    }
    return false;
  }

  /** The current process has begun, or taken up, a run. */
  private boolean atWork() throws SQLException {
    return site.number(
            site.since(
                "SELECT COUNT(*) FROM runner_run WHERE id > {run} AND owner_pid = "
                    + current.process().pid()))
        > 0;
  }

  private void goOnToTheEnd() throws SQLException {
    while (!over) {
      next();
    }
    for (Running late : frozen) {
      late.signal("CONT");
      Ended woken = Operator.await(late);
      if (SUCCESS.contains(woken.code())) {
        faults.add("a runner that had lost its run ended well: " + Operator.excerpt(woken));
      }
    }
  }

  private void next() throws SQLException {
    Running next = operator.next(Operator.await(current));
    over = next == null;
    if (next != null) {
      current = next;
    }
  }

  private void hit(Blow blow) throws SQLException, IOException {
    String before = site.stage();
    String note = "";
    String stage = before;
    switch (blow.injection()) {
      case KILL -> {
        current.kill();
        stage = site.stage();
      }
      case TERM -> current.signal("TERM");
      case STOP -> note = stop();
      case SECOND_RUNNER -> note = second();
      case RUNNER_FREEZE -> {
        current.signal("STOP");
        stage = site.stage();
        note = takeOver(blow.detail());
      }
      case MAIL_DOWN -> site.mailServer().down();
      case DATABASE_FREEZE -> {
        server.freeze();
        PrivateServer.pause(freeze);
        server.thaw();
      }
      case DATABASE_RESTART -> {
        server.shutDown();
        backAfter(blow.detail());
      }
      case DATABASE_KILL -> {
        server.kill();
        backAfter(blow.detail());
      }
    }
    hits.add(new Hit(blow, stage, note));
  }

  private void backAfter(int seconds) throws SQLException, IOException {
    PrivateServer.pause(Duration.ofSeconds(seconds));
    server.start();
    site.reconnect();
  }

  /** The run is held until it was asked to stop: another process takes seconds to ask. */
  private String stop() throws SQLException {
    current.signal("STOP");
    try {
      Ended stop = operator.type("stop", Long.toString(site.currentRun()));
      if (stop.code() != 0 && site.status().equals("RUNNING")) {
        faults.add(Operator.excerpt(stop));
      }
      return stop.code() == 0 ? "" : "it was over";
    } finally {
      current.signal("CONT");
    }
  }

  /** Somebody else starts the same job. */
  private String second() {
    Ended second = Operator.await(site.home().start("run", job, "--yes"));
    return switch (second.code()) {
      case 4 -> "refused";
      case 0, 3 -> "ran";
      default -> {
        faults.add("a second runner: " + Operator.excerpt(second));
        yield "exit " + second.code();
      }
    };
  }

  /** The frozen runner looks like one of another machine that fell silent. */
  private String takeOver(int wake) throws SQLException {
    if (!site.status().equals("RUNNING")) {
      current.signal("CONT");
      return "it was over";
    }
    site.execute(
        "UPDATE runner_run SET owner_host = 'elsewhere', heartbeat_at = heartbeat_at - INTERVAL 1 HOUR WHERE id = "
            + site.currentRun());
    // What it holds locked goes when the server notices that it is gone; here at once.
    site.killOtherSessions();
    frozen.add(current);
    operator.recover();
    Running late = current;
    if (wake == 0) {
      late.signal("CONT");
    }
    current = operator.restart();
    if (wake == 1) {
      while (!atWork() && !CrashSite.endedWithin(current, 2)) {
        // it takes the run up
      }
      late.signal("CONT");
    }
    return List.of("woken at once", "woken beside the other", "woken at the end").get(wake);
  }
}
