package io.rollcall.report;

import io.rollcall.kernel.RollcallException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The mails on their way. Any number of processes may send; a mail is claimed before it is sent,
 * and what the mail server said of it is written down for as long as the process lives. So only the
 * end of a process between the server's acceptance and our commit can repeat a mail, or a database
 * that is away for as long as a claim holds; and then with the same Message-ID.
 */
public final class Outbox {

  private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);

  /**
   * After so long a mail's sender is taken for dead. It must be longer than a living one can take:
   * {@link #CONTENT} and the last answer.
   */
  static final Duration CLAIM = Duration.ofMinutes(30);

  /**
   * Until then the server has the mail's content, or the attempt is over. Leaves the last answer
   * its {@link MailDefaults#ANSWER} and some minutes more.
   */
  static final Duration CONTENT = Duration.ofMinutes(15);

  private final OutboxTable table;
  private final MailTransport transport;
  private final Verdicts verdicts;
  private final Clock clock;
  private final Supplier<UUID> random;
  private final String domain;
  private final long attachLimit;
  private final String owner;
  private final AtomicLong claims = new AtomicLong();
  private final AtomicInteger ends = new AtomicInteger();

  /**
   * @param random makes Message-IDs and the name of this sender unique
   * @param domain the right-hand side of Message-IDs
   * @param attachLimit size in bytes up to which a workbook is attached
   */
  Outbox(
      OutboxTable table,
      MailTransport transport,
      Verdicts verdicts,
      Clock clock,
      Supplier<UUID> random,
      String domain,
      long attachLimit) {
    this.table = table;
    this.transport = transport;
    this.verdicts = verdicts;
    this.clock = clock;
    this.random = random;
    this.domain = domain;
    this.attachLimit = attachLimit;
    this.owner = ProcessHandle.current().pid() + "/" + random.get();
  }

  /**
   * Queues the mail of a report, in the caller's transaction when there is one.
   *
   * @param workbook the report's file, attached when it is small enough; null when it could not be
   *     written, which the mail then says
   * @param recipients at least one mail address
   * @param occasion what the mail is sent for, unique within the run, at most 100 characters:
   *     "execution 7". A second call with the same occasion changes nothing
   * @throws RollcallException when a recipient is no mail address
   */
  public QueuedMail enqueue(
      ReportContent content, @Nullable Path workbook, List<String> recipients, String occasion) {
    String checked = Recipients.toLines(recipients);
    ReportMail mail = ReportMail.of(content, workbook, attachLimit);
    Instant now = clock.instant();
    table.insert(
        mail, occasion, messageId(mail.runId()), checked, now, now.plus(Backoff.GIVE_UP_AFTER));
    return table.of(mail.runId(), occasion).orElseThrow();
  }

  /**
   * Queues the newest mail of a run again, due at once, whatever became of it. A mail that was sent
   * goes out as a new one; a mail that somebody is sending right now is left to it.
   *
   * @return the mail, or empty when the run has none
   */
  public Optional<QueuedMail> requeue(long runId) {
    Optional<QueuedMail> newest = newest(runId);
    if (newest.isEmpty()) {
      return newest;
    }
    Instant now = clock.instant();
    Instant giveUpAt = now.plus(Backoff.GIVE_UP_AFTER);
    long id = newest.get().id();
    switch (newest.get().state()) {
      case SENT -> table.insertCopy(id, messageId(runId), now, giveUpAt);
      case WAITING, UNDELIVERED -> table.restart(id, now, giveUpAt);
      case SENDING -> {}
    }
    return newest(runId);
  }

  /** All mails of a run, oldest first. */
  public List<QueuedMail> forRun(long runId) {
    return table.ofRun(runId);
  }

  /** Runs with a mail that is still to be sent. */
  public List<Long> runsWithUnsent() {
    return table.runsWithUnsent(clock.instant());
  }

  /** Deletes the mails of a run, sent or not. */
  public void forget(long runId) {
    table.forget(runId);
  }

  /**
   * Sends the mails that are due, at most 100. A mail server that is down, or not configured, is a
   * result and no exception; after the first mail that it does not answer the others wait for the
   * next round.
   *
   * @throws IllegalStateException within a transaction: claims must be visible to other processes
   *     before a mail leaves
   */
  public SendResult sendDue() {
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException("mails cannot be sent within a transaction");
    }
    int endsBefore = ends.get();
    verdicts.writeRest();
    int sent = 0;
    int undelivered = 0;
    String lastError = null;
    boolean first = true;
    for (long id : table.due(clock.instant(), stale())) {
      if (ends.get() != endsBefore) {
        break;
      }
      String claim = owner + "/" + claims.incrementAndGet();
      Instant claimed = clock.instant();
      if (verdicts.unwritten(id) || !table.claim(id, claim, claimed, stale())) {
        continue;
      }
      StoredMail mail = table.read(id);
      BooleanSupplier inTime = () -> clock.instant().isBefore(claimed.plus(CONTENT));
      Delivery delivery = first ? transport.sendFirst(mail, inTime) : transport.send(mail, inTime);
      first = false;
      if (delivery.error() == null || delivery.remaining().isEmpty()) {
        Instant sentAt = clock.instant();
        verdicts.write(id, () -> table.sent(id, claim, sentAt));
        sent++;
        continue;
      }
      lastError = delivery.error();
      undelivered += failed(mail, claim, delivery) ? 1 : 0;
      if (delivery.outcome() == Delivery.Outcome.SERVER_DOWN) {
        break;
      }
    }
    return new SendResult(sent, table.waiting(), undelivered, lastError);
  }

  /** The rounds that go on in this process end after their current mail. */
  public void endRounds() {
    ends.incrementAndGet();
  }

  /** True when the mail is given up. */
  private boolean failed(StoredMail mail, String claim, Delivery delivery) {
    Instant now = clock.instant();
    boolean giveUp = !now.isBefore(mail.giveUpAt());
    Duration delay =
        delivery.outcome() == Delivery.Outcome.NOT_CONFIGURED
            ? Backoff.FIRST
            : Backoff.after(mail.attempts());
    Instant next = now.plus(delay);
    Instant last = next.isAfter(mail.giveUpAt()) && !giveUp ? mail.giveUpAt() : next;
    boolean ours =
        verdicts.write(
            mail.id(),
            () ->
                table.failed(
                    mail.id(),
                    claim,
                    giveUp,
                    last,
                    delivery.remaining(),
                    String.valueOf(delivery.error())));
    if (ours && giveUp) {
      LOG.warn("The mail {} of run {} is undelivered and given up", mail.id(), mail.runId());
    }
    return ours && giveUp;
  }

  private Optional<QueuedMail> newest(long runId) {
    List<QueuedMail> mails = table.ofRun(runId);
    return mails.isEmpty() ? Optional.empty() : Optional.of(mails.get(mails.size() - 1));
  }

  private Instant stale() {
    return clock.instant().minus(CLAIM);
  }

  private String messageId(long runId) {
    return "<run" + runId + "." + random.get() + "@" + domain + ">";
  }
}
