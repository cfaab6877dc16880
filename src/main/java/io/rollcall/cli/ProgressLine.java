package io.rollcall.cli;

import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Times;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * How far a run is. On a terminal one line that is drawn over; elsewhere a plain line when a stage
 * begins, another every 30 seconds, and one when it ends. Steps that go on side by side ("applying
 * acme 0", "applying acme 1") are one stage, and their figures are added.
 */
final class ProgressLine implements Progress, AutoCloseable {
  private static final long DRAW_NANOS = Duration.ofMillis(200).toNanos();
  private static final long PLAIN_NANOS = Duration.ofSeconds(30).toNanos();

  /** Time left is worked out from the pace of the last so many seconds. */
  private static final long WINDOW_NANOS = Duration.ofSeconds(15).toNanos();

  private static final int BAR = 24;
  private static final int WIDTH = 79;

  private final PrintStream err;
  private final boolean terminal;
  private final LongSupplier nanoTime;
  private final Map<String, Step> steps = new LinkedHashMap<>();
  private final Deque<Sample> samples = new ArrayDeque<>();
  private String stage = "";
  private long drawnAt;
  private boolean drawn;
  private boolean unseen;

  private record Step(long done, long total) {}

  private record Sample(long nanos, long done) {}

  ProgressLine(PrintStream err, boolean terminal, LongSupplier nanoTime) {
    this.err = err;
    this.terminal = terminal;
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void at(String step, long done, long total) {
    long now = nanoTime.getAsLong();
    String verb = verb(step);
    boolean next = !verb.equals(stage);
    if (next) {
      leaveStage(now);
      stage = verb;
      steps.clear();
      samples.clear();
    }
    boolean another = steps.put(step, new Step(done, total)) == null;
    samples.addLast(new Sample(now, sum()));
    while (now - samples.getFirst().nanos > WINDOW_NANOS && samples.size() > 2) {
      samples.removeFirst();
    }
    boolean seldom = now - drawnAt < (terminal ? DRAW_NANOS : PLAIN_NANOS);
    boolean shown = next || !seldom || (terminal && (another || isComplete()));
    if (shown) {
      drawnAt = now;
      draw(now);
    }
    unseen = !shown;
  }

  /**
   * What a short stage came to would not be seen otherwise: a log would end with its first line.
   */
  private void leaveStage(long now) {
    if (unseen && !terminal) {
      draw(now);
    }
    unseen = false;
  }

  private boolean isComplete() {
    long total = total();
    return total > 0 && sum() >= total;
  }

  private long total() {
    return steps.values().stream().mapToLong(Step::total).sum();
  }

  private long sum() {
    return steps.values().stream().mapToLong(Step::done).sum();
  }

  private void draw(long now) {
    String line = line(now);
    if (terminal) {
      String cut = line.length() > WIDTH ? line.substring(0, WIDTH) : line;
      err.print("\r" + cut + " ".repeat(WIDTH - cut.length()));
      err.flush();
      drawn = true;
    } else {
      err.println(line);
    }
  }

  private String line(long now) {
    long done = sum();
    long total = total();
    String name = name();
    if (total <= 0) {
      return name;
    }
    long shown = Math.min(done, total);
    int percent = (int) (100.0 * shown / total);
    int full = (int) ((double) BAR * shown / total);
    StringBuilder line = new StringBuilder(name);
    line.append(" [").append("#".repeat(full)).append(".".repeat(BAR - full)).append("] ");
    line.append(String.format(Locale.ROOT, "%3d%%", percent));
    Sample first = samples.getFirst();
    double seconds = (now - first.nanos) / 1e9;
    if (seconds >= 1 && done > first.done) {
      double pace = (done - first.done) / seconds;
      line.append(' ').append(amount(pace)).append("/s, ");
      line.append(Times.length(Duration.ofSeconds((long) Math.ceil((total - shown) / pace))));
      line.append(" left");
    }
    return line.toString();
  }

  /** "reading acme, beta": the stage and whatever goes on in it, each named once. */
  private String name() {
    TreeSet<String> things = new TreeSet<>();
    for (String step : steps.keySet()) {
      things.add(step.substring(verb(step).length()).strip().replaceFirst(" \\d+$", ""));
    }
    things.remove("");
    String list = things.size() > 3 ? things.size() + " organizations" : String.join(", ", things);
    return list.isEmpty() ? stage : stage + " " + list;
  }

  private static String verb(String step) {
    int space = step.indexOf(' ');
    return space < 0 ? step : step.substring(0, space);
  }

  /** Bytes or lines: the run does not say which, so only the size is shortened. */
  private static String amount(double number) {
    if (number >= 1e6) {
      return String.format(Locale.ROOT, "%.1fM", number / 1e6);
    }
    return number >= 1e4
        ? String.format(Locale.ROOT, "%.0fk", number / 1e3)
        : String.format(Locale.ROOT, "%.0f", number);
  }

  /** Clears the line, so that what comes next stands alone. */
  @Override
  public synchronized void close() {
    leaveStage(nanoTime.getAsLong());
    if (drawn) {
      err.print("\r" + " ".repeat(WIDTH) + "\r");
      err.flush();
      drawn = false;
    }
  }
}
