package io.rollcall.operations;

import io.rollcall.plan.Retry;
import io.rollcall.plan.Sequences;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who did what, when, to what, and why: {@code runner_audit}. */
@Component
class Audit {
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

  void record(String who, String action, String target, @Nullable String reason) {
    long id = sequences.next("audit");
    retry.insert(
        () ->
            jdbc.sql(
                    "INSERT INTO runner_audit (id, at, actor, action, target, reason) VALUES (?, ?, ?, ?, ?, ?)")
                .param(id)
                .param(LocalDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
                .param(who)
                .param(action)
                .param(target)
                .param(reason)
                .update());
  }
}
