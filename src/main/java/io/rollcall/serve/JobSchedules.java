package io.rollcall.serve;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.rollcall.definitions.InvalidDefinitions;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.Schedule;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds {@code runner_schedule} to the job files. A job whose schedule is as before keeps its row,
 * and with it a firing that was missed; a broken file keeps what the last sound one said. A job
 * that is not there loses its row when it was missing the last time too: a volume that is mounted a
 * moment later, or an editor that puts a file in the place of another, costs no firing.
 */
final class JobSchedules {
  private static final Logger LOG = LoggerFactory.getLogger(JobSchedules.class);

  private final JobDefinitions definitions;
  private final Clock clock;

  /** What was said of a broken file, so that it is said once. */
  private final Map<String, String> complaints = new HashMap<>();

  /** The jobs that had rows and no file the last time. */
  private Set<String> missing = Set.of();

  JobSchedules(JobDefinitions definitions, Clock clock) {
    this.definitions = definitions;
    this.clock = clock;
  }

  /**
   * Reads the job files anew and changes the rows that differ.
   *
   * @throws RollcallException when the folder of job files cannot be read; no row is changed then
   */
  synchronized void refresh(SchedulerClient client) {
    Map<String, Map<Run.Kind, Schedule>> timetables = new TreeMap<>();
    Set<String> kept = new HashSet<>();
    Set<String> missingBefore = missing;
    missing = Set.of(); // files that cannot be read, or rows, tell nothing
    for (String job : definitions.names()) {
      read(job, timetables, kept);
    }
    complaints.keySet().retainAll(kept);
    Map<Run.Kind, Map<String, ScheduledExecution<Due>>> rows = rows(client);
    Set<String> gone = new TreeSet<>();
    rows.values().forEach(ofKind -> gone.addAll(ofKind.keySet()));
    gone.removeAll(timetables.keySet());
    gone.removeAll(kept);
    for (String job : gone) {
      if (!missingBefore.contains(job)) {
        LOG.info("the file of {} is not there, its schedule goes unless it comes back", job);
        kept.add(job);
      }
    }
    missing = gone;
    for (Run.Kind kind : TaskNames.KINDS) {
      Map<String, Schedule> wanted = new TreeMap<>();
      timetables.forEach(
          (job, timetable) -> {
            Schedule schedule = timetable.get(kind);
            if (schedule != null && schedule.enabled()) {
              wanted.put(job, schedule);
            }
          });
      refresh(client, kind, rows.getOrDefault(kind, Map.of()), wanted, kept);
    }
  }

  private static Map<Run.Kind, Map<String, ScheduledExecution<Due>>> rows(SchedulerClient client) {
    Map<Run.Kind, Map<String, ScheduledExecution<Due>>> rows = new EnumMap<>(Run.Kind.class);
    for (Run.Kind kind : TaskNames.KINDS) {
      Map<String, ScheduledExecution<Due>> ofKind = new TreeMap<>();
      client
          .getScheduledExecutionsForTask(TaskNames.name(kind), Due.class)
          .forEach(row -> ofKind.put(row.getTaskInstance().getId(), row));
      rows.put(kind, ofKind);
    }
    return rows;
  }

  private void refresh(
      SchedulerClient client,
      Run.Kind kind,
      Map<String, ScheduledExecution<Due>> rows,
      Map<String, Schedule> wanted,
      Set<String> kept) {
    wanted.forEach((job, schedule) -> set(client, kind, job, schedule, rows.get(job)));
    rows.forEach(
        (job, row) -> {
          if (!wanted.containsKey(job) && !kept.contains(job)) {
            remove(client, kind, job);
          }
        });
  }

  private void read(String job, Map<String, Map<Run.Kind, Schedule>> timetables, Set<String> kept) {
    try {
      timetables.put(job, definitions.get(job).definition().timetable());
    } catch (InvalidDefinitions e) {
      kept.add(job);
      String message = String.valueOf(e.getMessage());
      if (!message.equals(complaints.put(job, message))) {
        LOG.warn("the file of {} is broken, its last schedule holds: {}", job, message);
      }
    } catch (RollcallException e) {
      if (e.exitCode() != ExitCode.NOT_FOUND) {
        throw e;
      }
      // gone since its name was read
    }
  }

  private void set(
      SchedulerClient client,
      Run.Kind kind,
      String job,
      Schedule schedule,
      @Nullable ScheduledExecution<Due> row) {
    Instant next = FiringTimes.next(schedule, clock.instant()).orElseThrow();
    Due due = new Due(next, schedule);
    if (row == null) {
      // A row that is being fired is not among the rows, and is left alone.
      if (client.scheduleIfNotExists(new TaskInstance<>(TaskNames.name(kind), job, due), next)) {
        LOG.info("{} is scheduled, next at {}", TaskNames.words(kind, job), next);
      }
    } else if (!row.getData().sameSchedule(schedule)) {
      unlessFiring(
          job,
          () -> {
            client.reschedule(TaskInstanceId.of(TaskNames.name(kind), job), next, due);
            LOG.info("{} has a new schedule, next at {}", TaskNames.words(kind, job), next);
          });
    }
  }

  private static void remove(SchedulerClient client, Run.Kind kind, String job) {
    unlessFiring(
        job,
        () -> {
          client.cancel(TaskInstanceId.of(TaskNames.name(kind), job));
          LOG.info("{} has no schedule any more", TaskNames.words(kind, job));
        });
  }

  /** A row that is being fired, or that another process has just changed, is left for next time. */
  private static void unlessFiring(String job, Runnable change) {
    try {
      change.run();
    } catch (TaskInstanceException e) {
      LOG.debug("{} is changed later: {}", job, e.toString());
    }
  }
}
