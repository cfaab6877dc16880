package io.rollcall.crash;

import io.rollcall.crash.World.Shape;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Plays histories and prints what became of each; see {@code scripts/chaos}. */
public final class ChaosTable {
  /** Large enough for a plan that is written in two ranges side by side; and two organizations. */
  private static final List<Shape> SHAPES =
      List.of(
          new Shape(11, List.of(4100)),
          new Shape(21, List.of(900, 600)),
          new Shape(31, List.of(1500)),
          new Shape(41, List.of(500, 1200)));

  private ChaosTable() {}

  /**
   * Arguments: first history, last history, seed, seconds of a freeze, a folder to work in, and the
   * file for the page; "-" for none. Exit code 1 when any end differs from an undisturbed run's.
   */
  public static void main(String[] arguments) throws Exception {
    int first = Integer.parseInt(arguments[0]);
    int last = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    Duration freeze = Duration.ofSeconds(Long.parseLong(arguments[3]));
    List<ChaosRow> rows = new ArrayList<>();
    try (ChaosGround ground = new ChaosGround(Path.of(arguments[4]), SHAPES, freeze)) {
      for (int number = first; number <= last; number++) {
        ChaosRow row = ground.play(seed, number);
        System.out.println(row);
        rows.add(row);
      }
    }
    ReliabilityPage page = new ReliabilityPage(rows, seed, freeze);
    System.out.println(page.totals());
    if (!arguments[5].equals("-")) {
      Files.writeString(Path.of(arguments[5]), page.text());
    }
    System.exit(rows.stream().allMatch(ChaosRow::well) ? 0 : 1);
  }
}
