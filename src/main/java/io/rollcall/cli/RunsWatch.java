package io.rollcall.cli;

import io.rollcall.cli.LiveViews.LiveRunView;
import io.rollcall.cli.Views.RunView;
import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.LiveRuns;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.Runs;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Shows running runs until none is left: drawn over on a terminal, else what changed. */
final class RunsWatch {
  private static final long EVERY_MILLIS = 1000;

  /** How often dead runners are looked for: one that died would be shown as running for ever. */
  private static final int RECOVER_EVERY = 5;

  private final Session session;
  private final Program program;
  private final @Nullable String job;
  private final boolean json;
  private final LiveRuns.Watch watch;
  private final LiveScreen screen;
  private final CountDownLatch interrupted = new CountDownLatch(1);
  private Map<Long, LiveRunView> before = new TreeMap<>();

  RunsWatch(Session session, Program program, @Nullable String job, boolean json) {
    this.session = session;
    this.program = program;
    this.job = job;
    this.json = json;
    this.watch = program.bean(LiveRuns.class).watch();
    this.screen = new LiveScreen(session.out(), Terminal.is(1));
  }

  int untilAllEnded() throws InterruptedException {
    session
        .signals()
        .onFirst(
            () -> {
              session.note("rollcall: the watching ended; the runs go on");
              interrupted.countDown();
            });
    for (long look = 0; ; look++) {
      if (look > 0 && look % RECOVER_EVERY == 0) {
        program.bean(Recovery.class).recoverDead();
      }
      show(look == 0);
      if (before.isEmpty()) {
        return ExitCode.DONE.code();
      }
      if (interrupted.await(EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
        return ExitCode.STOPPED.code();
      }
    }
  }

  private void show(boolean first) {
    Instant now = program.bean(Clock.class).instant();
    Map<Long, LiveRunView> live = new TreeMap<>();
    watch.look(job, now).forEach(run -> live.put(run.run().run().id(), LiveRunView.of(run, now)));
    TreeSet<Long> ended = new TreeSet<>(before.keySet());
    ended.removeAll(live.keySet());
    List<RunView> over =
        ended.stream().map(id -> RunView.of(program.bean(Runs.class).get(id))).toList();
    if (json) {
      live.values().stream()
          .filter(run -> !run.sameAs(before.get(run.run())))
          .forEach(session::printLine);
      over.forEach(run -> session.printLine(LiveRunView.ended(run, now)));
    } else {
      List<String> lines = over.stream().map(LiveScreen::ended).toList();
      screen.show(live.values(), lines);
      if (first && live.isEmpty()) {
        session.say(job == null ? "no run is running" : "no run of " + job + " is running");
      }
    }
    before = live;
  }
}
