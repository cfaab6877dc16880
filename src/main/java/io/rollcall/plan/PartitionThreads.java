package io.rollcall.plan;

import io.rollcall.kernel.Run;
import java.util.Map;
import org.slf4j.MDC;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.core.task.TaskExecutor;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.stereotype.Component;

/**
 * The threads of partitions: organizations and ranges have pools of their own, because a range's
 * partition waits for nobody while an organization's waits for its ranges.
 */
@Component
class PartitionThreads implements DisposableBean {
  private final ThreadPoolTaskExecutor organizations;
  private final ThreadPoolTaskExecutor aside;
  private final ThreadPoolTaskExecutor ranges;

  /**
   * Starts no thread yet. The embedded database gets one organization at a time: it has no shared
   * row locks that would keep two from taking one address at the same moment.
   *
   * @param parallel {@code rollcall.parallel}: organizations at a time, and ranges of plans at a
   *     time; each may use two connections
   */
  PartitionThreads(@Value("${rollcall.parallel}") int parallel, RowStream rows) {
    this.organizations = pool("organization-", rows.mysql() ? parallel : 1);
    this.aside = pool("aside-", 1);
    this.ranges = pool("range-", parallel);
  }

  private static ThreadPoolTaskExecutor pool(String prefix, int size) {
    ThreadPoolTaskExecutor pool = new ThreadPoolTaskExecutor();
    pool.setCorePoolSize(size);
    pool.setMaxPoolSize(size);
    pool.setAllowCoreThreadTimeOut(true);
    pool.setThreadNamePrefix(prefix);
    pool.setTaskDecorator(PartitionThreads::withLogContext);
    pool.initialize();
    return pool;
  }

  /** A thread for each task, for tasks that wait for a network most of their time. */
  static TaskExecutor ofTheirOwn(String prefix) {
    SimpleAsyncTaskExecutor threads = new SimpleAsyncTaskExecutor(prefix);
    threads.setTaskDecorator(PartitionThreads::withLogContext);
    return threads;
  }

  /** The run's number in each line that a partition logs. */
  private static Runnable withLogContext(Runnable task) {
    Map<String, String> context = MDC.getCopyOfContextMap();
    return () -> {
      if (context != null) {
        MDC.setContextMap(context);
      }
      try {
        task.run();
      } finally {
        MDC.clear();
      }
    };
  }

  /**
   * Those of organizations. Who looks after backups reads for hours what nobody waits for, and must
   * not keep a backup or a sync of the same process waiting: such runs have one thread for
   * themselves.
   */
  TaskExecutor organizations(Run.Kind kind) {
    return kind == Run.Kind.VERIFY || kind == Run.Kind.PRUNE ? aside : organizations;
  }

  TaskExecutor ranges() {
    return ranges;
  }

  @Override
  public void destroy() {
    organizations.shutdown();
    aside.shutdown();
    ranges.shutdown();
  }
}
