package io.rollcall.operations;

import io.rollcall.kernel.AuditTrail;
import io.rollcall.kernel.Utc;
import io.rollcall.plan.Retry;
import io.rollcall.plan.Sequences;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what, when, to what, and why: {@code runner_audit}. */
@Component
public class Audit implements AuditTrail {
  private final JdbcClient jdbc;
  private final Sequences sequences;
  private final Clock clock;
  private final Retry retry;

  Audit(JdbcClient jdbc, Sequences sequences, Clock clock, Retry retry) {
    this.retry = retry;
    this.jdbc = jdbc;
    this.sequences = sequences;
    this.clock = clock;
  }

  @Override
  public void record(String who, String action, String target, @Nullable String reason) {
    long id = sequences.next("audit");
    retry.insert(
        () ->
            jdbc.sql(
                    "INSERT INTO runner_audit (id, at, actor, action, target, reason) VALUES (?, ?,"
                        + " ?, ?, ?, ?)")
                .param(id)
                .param(Utc.column(clock.instant()))
                .param(who)
                .param(action)
                .param(target)
                .param(reason)
                .update());
  }

  /**
   * The newest lines, newest first.
   *
   * @param since null for any time
   * @param who null for everybody
   * @param limit at most so many
   */
  public List<AuditLine> list(@Nullable Instant since, @Nullable String who, int limit) {
    return jdbc.sql(
            """
            SELECT at, actor, action, target, reason FROM runner_audit
            WHERE at >= ? AND actor = COALESCE(?, actor) ORDER BY id DESC LIMIT ?
            """)
        .param(Utc.column(Objects.requireNonNullElse(since, Instant.EPOCH)))
        .param(who)
        .param(limit)
        .query(
            (row, number) ->
                new AuditLine(
                    Utc.instant(row.getObject("at", LocalDateTime.class)),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("target"),
                    row.getString("reason")))
        .list();
  }

  /** How many lines are older than a time. */
  long before(Instant time) {
    return jdbc.sql("SELECT COUNT(*) FROM runner_audit WHERE at < ?")
        .param(Utc.column(time))
        .query(Long.class)
        .single();
  }

  void forgetBefore(Instant time) {
    int deleted;
    do {
      deleted =
          jdbc.sql("DELETE FROM runner_audit WHERE at < ? LIMIT 5000")
              .param(Utc.column(time))
              .update();
    } while (deleted > 0);
  }
}
