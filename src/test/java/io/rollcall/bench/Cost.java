package io.rollcall.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a piece of work cost: wall time, which busy neighbours lengthen, and processor time of this
 * process and the database server, which they do not.
 */
record Cost(double wallSeconds, double cpuSeconds) {
  private static final double TICKS_PER_SECOND = 100;

  Cost minus(Cost part) {
    return new Cost(wallSeconds - part.wallSeconds, cpuSeconds - part.cpuSeconds);
  }

  /** A part of this cost that is known by its wall time. */
  Cost scaledTo(double wall) {
    return new Cost(wall, cpuSeconds * wall / wallSeconds);
  }

  static Cost median(List<Cost> costs) {
    return costs.stream()
        .sorted(Comparator.comparingDouble(Cost::wallSeconds))
        .toList()
        .get(costs.size() / 2);
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f s (CPU %.1f s)", wallSeconds, cpuSeconds);
  }

  /** Measures work. */
  static final class Meter {
    private final long mysqld;

    Meter(long mysqld) {
      this.mysqld = mysqld;
    }

    Cost of(BackendSyncBench.Work work) throws Exception {
      double cpu = cpu();
      long start = System.nanoTime();
      work.run();
      return new Cost((System.nanoTime() - start) / 1e9, cpu() - cpu);
    }

    private double cpu() throws java.io.IOException {
      var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      return system.getProcessCpuTime() / 1e9 + server();
    }

    private double server() throws java.io.IOException {
      if (mysqld == 0) {
        return 0;
      }
      String stat = Files.readString(Path.of("/proc/" + mysqld + "/stat"));
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
    }
  }
}
