package io.rollcall.bench;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The most heap that was in use after any collection, those of young objects too. */
final class HeapWatch implements AutoCloseable {
  private final AtomicLong most = new AtomicLong();
  private final NotificationListener listener = this::collected;

  HeapWatch() {
    ManagementFactory.getGarbageCollectorMXBeans()
        .forEach(
            bean -> ((NotificationEmitter) bean).addNotificationListener(listener, null, null));
  }

  private void collected(Notification notification, Object handback) {
    if (notification.getUserData() instanceof CompositeData data
        && notification
            .getType()
            .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      long used =
          GarbageCollectionNotificationInfo.from(data)
              .getGcInfo()
              .getMemoryUsageAfterGc()
              .entrySet()
              .stream()
              .filter(pool -> pool.getKey().startsWith("G1"))
              .mapToLong(pool -> pool.getValue().getUsed())
              .sum();
      most.accumulateAndGet(used, Math::max);
    }
  }

  /** In bytes. */
  long most() {
    return most.get();
  }

  /** What is in use now, after a collection, in bytes. */
  static long live() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() throws Exception {
    for (var bean : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) bean).removeNotificationListener(listener);
    }
  }
}
