package io.rollcall.serve;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.jdbc.MySQL8JdbcCustomization;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.Task;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.Retention;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.ScheduledRuns;
import io.rollcall.operations.Stopping;
import io.rollcall.plan.RowStream;
import io.rollcall.report.Outbox;
import io.rollcall.serve.Endpoint.Answer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** One {@code serve} process, from its start to its end. */
@Component
@Lazy
public class Serve {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  /**
   * A firing takes a moment. A process that died in that moment is found after four of these; the
   * firing then goes to another.
   */
  private static final Duration HEARTBEAT = Duration.ofSeconds(3);

  /** How long health and metrics wait for the database. */
  private static final Duration ANSWER = Duration.ofSeconds(3);

  private final DataSource dataSource;
  private final boolean mysql;
  private final JobDefinitions definitions;
  private final ScheduledRuns runs;
  private final Recovery recovery;
  private final Stopping stopping;
  private final Outbox outbox;
  private final Retention retention;
  private final Standing standing;
  private final ServeSettings settings;
  private final Clock clock;
  private final CountDownLatch ended = new CountDownLatch(1);
  private final ExecutorService asking = Executors.newSingleThreadExecutor(Serve::daemon);
  private volatile @Nullable Parts parts;

  Serve(
      DataSource dataSource,
      RowStream rows,
      JobDefinitions definitions,
      ScheduledRuns runs,
      Recovery recovery,
      Stopping stopping,
      Outbox outbox,
      Retention retention,
      Standing standing,
      ServeSettings settings,
      Clock clock) {
    this.dataSource = dataSource;
    this.mysql = rows.mysql();
    this.definitions = definitions;
    this.runs = runs;
    this.recovery = recovery;
    this.stopping = stopping;
    this.outbox = outbox;
    this.retention = retention;
    this.standing = standing;
    this.settings = settings;
    this.clock = clock;
  }

  private record Parts(
      RunThreads threads,
      Scheduler scheduler,
      JobSchedules schedules,
      Upkeep upkeep,
      Endpoint endpoint) {}

  /**
   * What a serve process begins with.
   *
   * @param next the next firing of each schedule, by job
   * @param url where {@code /health} and {@code /metrics} are
   */
  public record Started(List<NextFiring> next, String url) {}

  /**
   * Starts, and returns.
   *
   * @param said told of each run that ended, or could not begin
   * @throws RollcallException when the port is taken or the job files' folder cannot be read
   */
  public Started start(Consumer<RunRecord> said) {
    Metrics metrics = new Metrics(standing);
    RunThreads threads =
        new RunThreads(
            runs,
            settings.runs(),
            record -> {
              said.accept(record);
              metrics.ended(record);
            });
    Scheduler scheduler = scheduler(threads);
    JobSchedules schedules = new JobSchedules(definitions, clock);
    Endpoint endpoint = Endpoint.open(settings, () -> health(threads), () -> metrics(metrics));
    try {
      schedules.refresh(scheduler);
    } catch (RuntimeException e) {
      endpoint.close();
      throw e;
    }
    scheduler.start();
    Upkeep upkeep = new Upkeep(recovery, outbox, retention, () -> schedules.refresh(scheduler));
    upkeep.start();
    parts = new Parts(threads, scheduler, schedules, upkeep, endpoint);
    LOG.info("serve begins, {}", endpoint.url());
    return new Started(standing.nextFirings(), endpoint.url());
  }

  private Scheduler scheduler(RunThreads threads) {
    SchedulerName name =
        new SchedulerName.Fixed(ProcessHandle.current().pid() + " on " + hostName());
    return Scheduler.create(
            dataSource,
            TaskNames.KINDS.stream()
                .<Task<?>>map(kind -> new FiringTask(kind, definitions, threads, clock).task())
                .toList())
        .clock(clock::instant)
        .tableName("runner_schedule")
        .schedulerName(name)
        .serializer(new DueText())
        .jdbcCustomization(
            mysql ? new MySQL8JdbcCustomization(true) : new DefaultJdbcCustomization(true))
        .threads(2)
        .pollingInterval(settings.poll())
        .heartbeatInterval(HEARTBEAT)
        .missedHeartbeatsLimit(4)
        .shutdownMaxWait(Duration.ofSeconds(15))
        .failureLogging(LogLevel.WARN, false)
        .build();
  }

  private static String hostName() {
    return new SchedulerName.Hostname().getName();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "asking");
    thread.setDaemon(true);
    return thread;
  }

  private Answer health(RunThreads threads) {
    boolean up = inTime(standing::ask);
    return new Answer(
        up ? 200 : 503,
        "{\"status\":\"%s\",\"database\":\"%s\",\"runs\":%d}%n"
            .formatted(up ? "up" : "down", up ? "answers" : "does not answer", threads.running()));
  }

  private Answer metrics(Metrics metrics) {
    if (!inTime(metrics::refresh)) {
      metrics.away();
    }
    return new Answer(200, metrics.text());
  }

  /** A pool whose database is away keeps its callers waiting longer than a monitor waits. */
  private boolean inTime(Runnable question) {
    Future<?> answer = asking.submit(question);
    try {
      answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException | TimeoutException e) {
      answer.cancel(true);
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Reads the job files now, instead of within seconds. */
  void refresh() {
    Parts started = parts;
    if (started != null) {
      started.schedules().refresh(started.scheduler());
    }
  }

  /** Waits until {@link #stop} was called, and has ended. */
  public void await() throws InterruptedException {
    ended.await();
  }

  /**
   * Starts no more runs, and ends those that go on after their current chunks. A mail that is being
   * sent is waited for within the same patience.
   *
   * @param as what they are written down as
   * @return whether all runs ended in time
   */
  public boolean stop(ExitCode as, Duration patience) throws InterruptedException {
    Parts stopped = parts;
    if (stopped == null) {
      ended.countDown();
      return true;
    }
    long deadline = System.nanoTime() + patience.toNanos();
    stopped.threads().close();
    stopped.upkeep().stop();
    stopped.scheduler().stop();
    boolean all = stopping.stopOwn(as, patience) && stopped.threads().await(patience);
    stopped.upkeep().awaitMail(Duration.ofNanos(deadline - System.nanoTime()));
    stopped.endpoint().close();
    asking.shutdownNow();
    LOG.info("serve ended{}", all ? "" : ", but not all of its runs");
    ended.countDown();
    return all;
  }
}
