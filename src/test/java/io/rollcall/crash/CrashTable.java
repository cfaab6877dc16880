package io.rollcall.crash;

import io.rollcall.testing.ChildHome.Ended;
import java.nio.file.Files;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** Kills and restarts an import at many moments; prints what became of each. */
public final class CrashTable {

  private CrashTable() {}

  /** What became of one interrupted import. */
  record Row(
      Moment moment, int code, long redoneReading, long redoneApplying, List<String> faults) {

    boolean well() {
      return faults.isEmpty();
    }

    @Override
    public String toString() {
      return "%-12s exit %d, redone: %d of reading, %d of applying; %s"
          .formatted(
              moment,
              code,
              redoneReading,
              redoneApplying,
              well() ? "equal" : "WRONG " + String.join("; ", faults));
    }
  }

  /**
   * Arguments: number of moments, seed. Exit code 1 when any end state differs from an undisturbed
   * run's.
   */
  public static void main(String[] arguments) throws Exception {
    int moments = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    boolean well = true;
    try (CrashSite site = new CrashSite(Files.createTempDirectory("rollcall-crash"), 4000)) {
      PanelRows expected = site.undisturbed(site.export(seed));
      System.out.printf("seed %d: %d rows%n", seed, expected.size());
      Random random = new Random(seed);
      Moment.Phase[] phases = Moment.Phase.values();
      for (int i = 0; i < moments; i++) {
        Row row =
            kill(site, Moment.in(phases[i % phases.length], site.objects(), random), expected);
        System.out.println(row);
        well &= row.well();
      }
    }
    System.exit(well ? 0 : 1);
  }

  /** Kills an import at a moment, recovers and restarts it. */
  static Row kill(CrashSite site, Moment moment, PanelRows expected) throws Exception {
    site.reset();
    site.runUntil(moment).kill();
    boolean over = !site.text("SELECT status FROM runner_run").equals("RUNNING");
    Ended ended = over ? site.home().run("show", "" + site.lastRun()) : site.recoverAndRestart();
    List<String> faults = site.faults(expected);
    if (ended.code() != 0 && ended.code() != 3) {
      faults.add(ended.all().lines().limit(5).collect(Collectors.joining(" / ")));
    }
    long reading = site.redone("read:acme", site.objects());
    long lines = site.number("SELECT last_seq FROM runner_plan");
    long applying = site.redone("apply:acme:%", lines);
    if (reading < 0 || reading > CrashSite.CHUNK) {
      faults.add("redone reading: " + reading);
    }
    if (applying < 0 || applying > 2 * CrashSite.CHUNK) {
      faults.add("redone applying: " + applying);
    }
    return new Row(moment, ended.code(), reading, applying, faults);
  }
}
