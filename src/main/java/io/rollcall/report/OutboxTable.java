package io.rollcall.report;

import io.rollcall.kernel.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table {@code runner_mail}. Each method is one statement. */
final class OutboxTable {

  private static final int ROUND = 100;
  private static final int ERROR_LIMIT = 1000;

  private final JdbcClient jdbc;

  OutboxTable(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Does nothing when the run has a mail for this occasion already. */
  void insert(
      ReportMail mail,
      String occasion,
      String messageId,
      String recipients,
      Instant now,
      Instant giveUpAt) {
    var path = mail.attachment() == null ? null : mail.attachment().toAbsolutePath();
    try {
      jdbc.sql(
              """
              INSERT INTO runner_mail (run_id, occasion, message_id, recipients, pending, subject,
                body_text, body_html, attachment_path, attachment_name, state, attempts,
                created_at, next_attempt_at, give_up_at)
              VALUES (:run, :occasion, :messageId, :recipients, :recipients, :subject,
                :text, :html, :path, :name, 'waiting', 0, :now, :now, :giveUpAt)
              """)
          .param("run", mail.runId())
          .param("occasion", occasion)
          .param("messageId", messageId)
          .param("recipients", recipients)
          .param("subject", mail.subject())
          .param("text", mail.text())
          .param("html", mail.html())
          .param("path", path == null ? null : path.toString())
          .param("name", path == null ? null : String.valueOf(path.getFileName()))
          .param("now", utc(now))
          .param("giveUpAt", utc(giveUpAt))
          .update();
    } catch (DuplicateKeyException e) {
      // A restarted step asks again for what it asked for before it was interrupted.
    }
  }

  /** Queues a sent mail once more as a mail of its own; does nothing when that was done. */
  void insertCopy(long id, String messageId, Instant now, Instant giveUpAt) {
    try {
      jdbc.sql(
              """
              INSERT INTO runner_mail (run_id, occasion, message_id, recipients, pending, subject,
                body_text, body_html, attachment_path, attachment_name, state, attempts,
                created_at, next_attempt_at, give_up_at)
              SELECT run_id, :occasion, :messageId, recipients, recipients, subject,
                body_text, body_html, attachment_path, attachment_name, 'waiting', 0,
                :now, :now, :giveUpAt
              FROM runner_mail WHERE id = :id
              """)
          .param("occasion", "again after " + id)
          .param("messageId", messageId)
          .param("now", utc(now))
          .param("giveUpAt", utc(giveUpAt))
          .param("id", id)
          .update();
    } catch (DuplicateKeyException e) {
      // Two people asked at the same time.
    }
  }

  /** Starts over with a mail that waits or was given up. */
  void restart(long id, Instant now, Instant giveUpAt) {
    jdbc.sql(
            """
            UPDATE runner_mail SET state = 'waiting', attempts = 0, next_attempt_at = :now,
              give_up_at = :giveUpAt
            WHERE id = :id AND state IN ('waiting', 'undelivered')
            """)
        .param("now", utc(now))
        .param("giveUpAt", utc(giveUpAt))
        .param("id", id)
        .update();
  }

  /** Mails whose time has come, or whose sender has not been heard of since {@code stale}. */
  List<Long> due(Instant now, Instant stale) {
    return jdbc.sql(
            """
            SELECT id FROM runner_mail
            WHERE (state = 'waiting' AND next_attempt_at <= :now)
               OR (state = 'sending' AND claimed_at < :stale)
            ORDER BY next_attempt_at, id LIMIT :round
            """)
        .param("now", utc(now))
        .param("stale", utc(stale))
        .param("round", ROUND)
        .query(Long.class)
        .list();
  }

  /** True for the one process that gets the mail; the condition is what makes it one. */
  boolean claim(long id, String claim, Instant now, Instant stale) {
    return jdbc.sql(
                """
                UPDATE runner_mail SET state = 'sending', claimed_by = :claim, claimed_at = :now,
                  attempts = attempts + 1
                WHERE id = :id AND ((state = 'waiting' AND next_attempt_at <= :now)
                                 OR (state = 'sending' AND claimed_at < :stale))
                """)
            .param("claim", claim)
            .param("now", utc(now))
            .param("stale", utc(stale))
            .param("id", id)
            .update()
        == 1;
  }

  StoredMail read(long id) {
    return jdbc.sql("SELECT * FROM runner_mail WHERE id = :id")
        .param("id", id)
        .query((row, n) -> stored(row))
        .single();
  }

  /** False when the claim was taken over meanwhile; nothing is changed then. */
  boolean sent(long id, String claim, Instant now) {
    return jdbc.sql(
                """
                UPDATE runner_mail SET state = 'sent', sent_at = :now, pending = '',
                  claimed_by = NULL, claimed_at = NULL, last_error = NULL
                WHERE id = :id AND state = 'sending' AND claimed_by = :claim
                """)
            .param("now", utc(now))
            .param("id", id)
            .param("claim", claim)
            .update()
        == 1;
  }

  /** False when the claim was taken over meanwhile; nothing is changed then. */
  boolean failed(
      long id, String claim, boolean giveUp, Instant next, List<String> pending, String error) {
    return jdbc.sql(
                """
                UPDATE runner_mail SET state = :state, next_attempt_at = :next, pending = :pending,
                  claimed_by = NULL, claimed_at = NULL, last_error = :error
                WHERE id = :id AND state = 'sending' AND claimed_by = :claim
                """)
            .param("state", giveUp ? "undelivered" : "waiting")
            .param("next", utc(next))
            .param("pending", String.join("\n", pending))
            .param("error", OneLine.of(error, ERROR_LIMIT))
            .param("id", id)
            .param("claim", claim)
            .update()
        == 1;
  }

  int waiting() {
    return jdbc.sql("SELECT COUNT(*) FROM runner_mail WHERE state = 'waiting'")
        .query(Integer.class)
        .single();
  }

  List<QueuedMail> ofRun(long runId) {
    return jdbc.sql("SELECT * FROM runner_mail WHERE run_id = :run ORDER BY id")
        .param("run", runId)
        .query((row, n) -> queued(row))
        .list();
  }

  /** Runs with a mail that is still to be sent. */
  List<Long> runsWithUnsent(Instant now) {
    return jdbc.sql(
            "SELECT DISTINCT run_id FROM runner_mail WHERE state IN ('waiting', 'sending') AND give_up_at > :now")
        .param("now", utc(now))
        .query(Long.class)
        .list();
  }

  void forget(long runId) {
    jdbc.sql("DELETE FROM runner_mail WHERE run_id = :run").param("run", runId).update();
  }

  Optional<QueuedMail> of(long runId, String occasion) {
    return jdbc.sql("SELECT * FROM runner_mail WHERE run_id = :run AND occasion = :occasion")
        .param("run", runId)
        .param("occasion", occasion)
        .query((row, n) -> queued(row))
        .optional();
  }

  private static StoredMail stored(ResultSet row) throws SQLException {
    return new StoredMail(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("message_id"),
        Recipients.fromLines(row.getString("pending")),
        row.getString("subject"),
        row.getString("body_text"),
        row.getString("body_html"),
        row.getString("attachment_path"),
        row.getString("attachment_name"),
        row.getInt("attempts"),
        instant(row, "created_at"),
        instant(row, "give_up_at"));
  }

  private static QueuedMail queued(ResultSet row) throws SQLException {
    var state = QueuedMail.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT));
    boolean sent = state == QueuedMail.State.SENT;
    boolean waits = state == QueuedMail.State.WAITING;
    return new QueuedMail(
        row.getLong("id"),
        row.getLong("run_id"),
        row.getString("message_id"),
        Recipients.fromLines(row.getString("recipients")),
        Recipients.fromLines(row.getString("pending")),
        row.getString("subject"),
        state,
        row.getInt("attempts"),
        waits ? instant(row, "next_attempt_at") : null,
        sent ? instant(row, "sent_at") : null,
        instant(row, "give_up_at"),
        row.getString("last_error"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    return Utc.instant(row.getObject(column, LocalDateTime.class));
  }

  /** MySQL would round to microseconds, up into the future; H2 would too. */
  private static LocalDateTime utc(Instant instant) {
    return Utc.column(instant.truncatedTo(ChronoUnit.MICROS));
  }
}
