package io.rollcall.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;

/** The most heap that was in use after a collection. */
final class PeakHeap {
  private static long peak;

  private PeakHeap() {}

  static void reset() {
    peak = 0;
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  static long bytes() {
    pools()
        .forEach(
            pool -> {
              var afterCollection = pool.getCollectionUsage();
              if (afterCollection != null && pool.getName().contains("Old")) {
                peak = Math.max(peak, afterCollection.getUsed());
              }
            });
    System.gc();
    return Math.max(peak, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
  }

  private static java.util.List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
