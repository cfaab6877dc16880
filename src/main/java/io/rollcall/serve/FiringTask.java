package io.rollcall.serve;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.rollcall.definitions.InvalidDefinitions;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.Schedule;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a job is due: its run is started, and goes on by itself, so that a firing that
 * comes too early for it is seen and written down; then the next firing is worked out. A process
 * that dies in between leaves its firing picked, and another process takes it up again.
 */
final class FiringTask {
  private static final Logger LOG = LoggerFactory.getLogger(FiringTask.class);
  private static final Duration SOON = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Run.Kind kind;
  private final JobDefinitions definitions;
  private final RunThreads threads;
  private final Clock clock;

  /**
   * @param kind of the runs that it starts
   */
  FiringTask(Run.Kind kind, JobDefinitions definitions, RunThreads threads, Clock clock) {
    this.kind = kind;
    this.definitions = definitions;
    this.threads = threads;
    this.clock = clock;
  }

  CustomTask<Due> task() {
    return Tasks.custom(TaskNames.name(kind), Due.class)
        .onDeadExecutionRevive()
        .onFailure(this::tryAgain)
        .execute((instance, context) -> fire(instance));
  }

  private CompletionHandler<Due> fire(TaskInstance<Due> instance) {
    String job = instance.getId();
    Due due = instance.getData();
    Optional<Schedule> schedule;
    try {
      schedule = schedule(job, due);
    } catch (RollcallException e) {
      // Perhaps for a moment only. Whoever reads the files knows whether it is gone for good.
      LOG.info("{} is due, but its file is not there", TaskNames.words(kind, job));
      return (complete, operations) -> operations.reschedule(complete, in(SOON));
    }
    if (schedule.isEmpty()) {
      LOG.info("{} has no schedule any more", TaskNames.words(kind, job));
      return (complete, operations) -> operations.remove();
    }
    return switch (threads.fire(job, kind, due.at())) {
      case NO_ROOM -> (complete, operations) -> operations.reschedule(complete, in(SOON));
      // What was missed while nobody served, or while there was no room, is caught up by one run.
      case BEGUN -> next(schedule.get(), later(due.at(), clock.instant()));
      // Whoever began it died before it came here, and firings since then are not missed yet.
      case BEGUN_BEFORE -> next(schedule.get(), due.at());
    };
  }

  /**
   * The schedule that holds now: the file's, or while that is broken the last sound one.
   *
   * @throws RollcallException when there is no such file
   */
  private Optional<Schedule> schedule(String job, Due due) {
    try {
      return Optional.ofNullable(definitions.get(job).definition().timetable().get(kind))
          .filter(Schedule::enabled);
    } catch (InvalidDefinitions e) {
      return Optional.of(due.schedule());
    } catch (RollcallException e) {
      if (e.exitCode() == ExitCode.NOT_FOUND) {
        throw e;
      }
      return Optional.of(due.schedule());
    }
  }

  private static CompletionHandler<Due> next(Schedule schedule, Instant after) {
    Instant at = FiringTimes.next(schedule, after).orElseThrow();
    return (complete, operations) -> operations.reschedule(complete, at, new Due(at, schedule));
  }

  private void tryAgain(ExecutionComplete complete, ExecutionOperations<Due> operations) {
    int doublings = Math.min(complete.getExecution().consecutiveFailures, 10);
    Duration delay = SOON.multipliedBy(1L << doublings);
    operations.reschedule(complete, in(delay.compareTo(LONGEST) < 0 ? delay : LONGEST));
  }

  private Instant in(Duration delay) {
    return clock.instant().plus(delay);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
