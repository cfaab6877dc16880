package io.rollcall.directorysync;

import io.rollcall.kernel.Utc;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Where the next delta round of an organization begins, the links that wait in a plan for that, and
 * the objects that must be read again whatever the links say.
 */
@Component
class Positions {
  private final JdbcTemplate jdbc;
  private final JdbcClient client;
  private final Clock clock;

  Positions(JdbcTemplate jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.client = JdbcClient.create(jdbc);
    this.clock = clock;
  }

  /**
   * An organization's position.
   *
   * @param scopeHash what the links were read for
   * @param fullAt when the last full read began
   */
  record Position(String usersLink, String groupsLink, String scopeHash, Instant fullAt) {}

  Optional<Position> of(long organizationId) {
    return client
        .sql("SELECT * FROM runner_directory_position WHERE organization_id = ?")
        .param(organizationId)
        .query(Positions::position)
        .optional();
  }

  private static Position position(ResultSet row, int number) throws SQLException {
    return new Position(
        row.getString("users_link"),
        row.getString("groups_link"),
        row.getString("scope_hash"),
        Utc.instant(row.getObject("full_at", LocalDateTime.class)));
  }

  /** How a plan's reading is done, and why so. */
  enum Why {
    /** Changes since the saved position. */
    DELTA("changes only"),
    FIRST("full: the first one"),
    SCOPE("full: filters, domains or fields changed"),
    AGE("full: the last one is older than full-reconciliation"),
    LOST("full: Graph no longer knew the position"),
    CHOSEN("chosen users");

    private final String words;

    Why(String words) {
      this.words = words;
    }

    String words() {
      return words;
    }

    boolean full() {
      return this != DELTA && this != CHOSEN;
    }
  }

  /** A plan's reading. The links are null while it is read, and when the plan may save none. */
  record Reading(
      Why why,
      String scopeHash,
      Instant beganAt,
      @Nullable String usersLink,
      @Nullable String groupsLink) {}

  /** Notes how a plan's reading begins. */
  void begin(long planId, Why why, String scopeHash) {
    jdbc.update("DELETE FROM runner_directory_plan WHERE plan_id = ?", planId);
    jdbc.update(
        "INSERT INTO runner_directory_plan (plan_id, full_read, why, scope_hash, began_at) VALUES (?, ?, ?, ?, ?)",
        planId,
        why.full(),
        why.name(),
        scopeHash,
        Utc.column(clock.instant()));
  }

  /** Keeps the links until the plan is applied. */
  void keep(long planId, String usersLink, String groupsLink) {
    jdbc.update(
        "UPDATE runner_directory_plan SET users_link = ?, groups_link = ? WHERE plan_id = ?",
        usersLink,
        groupsLink,
        planId);
  }

  /** How a plan was read; empty when it was not, or is settled. */
  Optional<Reading> reading(long planId) {
    return client
        .sql("SELECT * FROM runner_directory_plan WHERE plan_id = ?")
        .param(planId)
        .query(
            (row, number) ->
                new Reading(
                    Why.valueOf(row.getString("why")),
                    row.getString("scope_hash"),
                    Utc.instant(row.getObject("began_at", LocalDateTime.class)),
                    row.getString("users_link"),
                    row.getString("groups_link")))
        .optional();
  }

  /** Makes a plan's links the organization's; in the transaction that marks the plan applied. */
  void save(long organizationId, long planId, long runId) {
    Reading reading = reading(planId).orElse(null);
    if (reading == null || reading.usersLink() == null || reading.groupsLink() == null) {
      return;
    }
    Optional<Position> before = of(organizationId);
    Object now = Utc.column(clock.instant());
    if (before.isEmpty()) {
      jdbc.update(
          """
          INSERT INTO runner_directory_position (organization_id, users_link, groups_link, scope_hash, run_id, saved_at, full_run_id, full_at)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          """,
          organizationId,
          reading.usersLink(),
          reading.groupsLink(),
          reading.scopeHash(),
          runId,
          now,
          runId,
          Utc.column(reading.beganAt()));
    } else {
      jdbc.update(
          """
          UPDATE runner_directory_position SET users_link = ?, groups_link = ?, scope_hash = ?, run_id = ?, saved_at = ?
          WHERE organization_id = ?
          """,
          reading.usersLink(),
          reading.groupsLink(),
          reading.scopeHash(),
          runId,
          now,
          organizationId);
      if (reading.why().full()) {
        jdbc.update(
            "UPDATE runner_directory_position SET full_run_id = ?, full_at = ? WHERE organization_id = ?",
            runId,
            Utc.column(reading.beganAt()),
            organizationId);
      }
    }
    jdbc.update(
        "DELETE FROM runner_directory_again WHERE organization_id = ? AND plan_id < ?",
        organizationId,
        planId);
  }

  /** Notes objects that the next delta round must read again. */
  void again(long organizationId, long planId, Kind kind, Collection<String> ids) {
    jdbc.batchUpdate(
        """
        INSERT INTO runner_directory_again (organization_id, kind, graph_id, plan_id) VALUES (?, ?, ?, ?)
        ON DUPLICATE KEY UPDATE plan_id = VALUES(plan_id)
        """,
        ids,
        500,
        (statement, id) -> {
          statement.setLong(1, organizationId);
          statement.setString(2, kind.key());
          statement.setString(3, id);
          statement.setLong(4, planId);
        });
  }

  List<String> again(long organizationId, Kind kind) {
    return client
        .sql(
            "SELECT graph_id FROM runner_directory_again WHERE organization_id = ? AND kind = ? ORDER BY graph_id")
        .params(organizationId, kind.key())
        .query(String.class)
        .list();
  }
}
