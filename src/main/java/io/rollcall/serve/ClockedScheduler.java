package io.rollcall.serve;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.task.Task;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;

/** A scheduler that asks our clock what time it is, which the library offers its tests alone. */
final class ClockedScheduler extends SchedulerBuilder {

  ClockedScheduler(DataSource dataSource, Task<?> task, Clock clock) {
    super(dataSource, List.of(task));
    this.clock = clock::instant;
  }
}
