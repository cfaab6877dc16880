package io.rollcall.serve;

import io.rollcall.operations.Recovery;
import io.rollcall.operations.Retention;
import io.rollcall.report.Outbox;
import io.rollcall.report.SendResult;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What has to be done again and again beside the runs. One that fails is tried again next time. */
final class Upkeep {
  private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
  private static final Duration JOB_FILES = Duration.ofSeconds(10);
  private static final Duration DEAD_RUNNERS = Duration.ofSeconds(10);

  /** The outbox knows which mail's time has come; the first wait of a mail is a minute. */
  private static final Duration MAILS = Duration.ofSeconds(15);

  private final Recovery recovery;
  private final Outbox outbox;
  private final Retention retention;
  private final Runnable jobFiles;
  private final ConcurrentHashMap<String, String> failures = new ConcurrentHashMap<>();
  private final ScheduledExecutorService threads = threads(2);

  /** A mail is not cut off: the rest can be, whenever the process ends. */
  private final ScheduledExecutorService mails = threads(1);

  /**
   * @param jobFiles reads the job files anew
   */
  Upkeep(Recovery recovery, Outbox outbox, Retention retention, Runnable jobFiles) {
    this.recovery = recovery;
    this.outbox = outbox;
    this.retention = retention;
    this.jobFiles = jobFiles;
  }

  private static ScheduledExecutorService threads(int number) {
    return Executors.newScheduledThreadPool(
        number,
        task -> {
          Thread thread = new Thread(task, "upkeep");
          thread.setDaemon(true);
          return thread;
        });
  }

  void start() {
    repeat(threads, "reading the job files", jobFiles, JOB_FILES);
    repeat(threads, "looking for dead runners", this::recover, DEAD_RUNNERS);
    repeat(mails, "sending mails", this::send, MAILS);
    repeat(threads, "deleting old runs", this::purge, Duration.ofDays(1));
  }

  private void repeat(
      ScheduledExecutorService executor, String what, Runnable work, Duration pause) {
    ScheduledFuture<?> unused =
        executor.scheduleWithFixedDelay(
            () -> attempt(what, work),
            Math.min(pause.toMillis(), 60_000),
            pause.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A database that is away for an hour is one warning, not 360. */
  private void attempt(String what, Runnable work) {
    try {
      work.run();
      if (failures.remove(what) != null) {
        LOG.info("{} works again", what);
      }
    } catch (RuntimeException e) {
      if (failures.put(what, e.getClass().getName()) == null) {
        // Without its words, which may be people's names and addresses.
        LOG.warn("{} failed, and is tried again: {}", what, e.getClass().getName());
      }
    }
  }

  private void recover() {
    for (long run : recovery.recoverDead()) {
      LOG.warn("run {} was interrupted: its process died", run);
    }
  }

  private void send() {
    SendResult result = outbox.sendDue();
    if (result.sent() > 0) {
      LOG.info("{} waiting mails sent, {} still wait", result.sent(), result.waiting());
    }
  }

  private void purge() {
    Retention.Purge purge = retention.purge("serve");
    if (!purge.nothing()) {
      LOG.info(
          "{} old runs and the lines of {} plans deleted",
          purge.runs().size(),
          purge.plans().size());
    }
  }

  /** Begins nothing more. */
  void stop() {
    threads.shutdown();
    mails.shutdown();
    outbox.endRounds();
  }

  /**
   * Waits for the mail that is being sent: one that the server took and we did not note is sent
   * again by the next process.
   */
  void awaitMail(Duration patience) throws InterruptedException {
    if (!mails.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      LOG.warn("the mail server has not answered yet: the mail that it has may be sent again");
    }
  }
}
