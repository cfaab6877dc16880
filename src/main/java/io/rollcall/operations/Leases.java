package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.RunGuard;
import io.rollcall.plan.Retry;
import io.rollcall.plan.RowStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One writer at a time for a family in an organization. Who takes a lease raises its token; a run
 * proves in each chunk's transaction that the token is still its own, with the row locked, so a
 * runner that was given up and wakes up again cannot commit anything.
 */
@Component
class Leases {
  private final JdbcClient jdbc;
  private final TransactionTemplate transaction;
  private final String lock;
  private final Retry retry;

  Leases(JdbcClient jdbc, PlatformTransactionManager transactions, RowStream rows, Retry retry) {
    this.jdbc = jdbc;
    this.retry = retry;
    this.transaction = new TransactionTemplate(transactions);
    // Chunks of one run share the lock; a taker waits for them. H2 admits one process, and knows no
    // shared row lock.
    this.lock = rows.mysql() ? " FOR SHARE" : "";
  }

  /** A lease that another run holds. */
  record Held(String resource, long runId) {}

  private static String resource(String family, Organization organization) {
    return family + "/" + organization.key();
  }

  /**
   * Takes the leases of all organizations, or none.
   *
   * @return the first that another run holds; empty when all were taken
   */
  Optional<Held> take(String family, List<Organization> organizations, long runId) {
    for (Organization organization : organizations) {
      String resource = resource(family, organization);
      retry.run(() -> makeRow(resource));
      // Without a lock: the row of a lease that is held is locked for as long as a chunk takes.
      Optional<Held> other = retry.call(() -> holder(resource));
      if (other.isPresent()) {
        return other;
      }
    }
    Optional<Held> held =
        retry.<@Nullable Optional<Held>>attempt(
            again ->
                transaction.execute(
                    status -> {
                      if (again) {
                        release(runId); // taken by a try whose answer was lost
                      }
                      Optional<Held> other = takeFree(family, organizations, runId);
                      if (other.isPresent()) {
                        status.setRollbackOnly();
                      }
                      return other;
                    }));
    return held == null ? Optional.empty() : held;
  }

  private Optional<Held> takeFree(String family, List<Organization> organizations, long runId) {
    for (Organization organization : organizations) {
      String resource = resource(family, organization);
      int rows =
          jdbc.sql(
                  "UPDATE runner_lease SET run_id = ?, token = token + 1 WHERE resource = ? AND run_id IS NULL")
              .params(runId, resource)
              .update();
      if (rows == 0) {
        Optional<Held> other = holder(resource);
        return other.isPresent() ? other : Optional.of(new Held(resource, 0));
      }
    }
    return Optional.empty();
  }

  private void makeRow(String resource) {
    boolean there =
        jdbc.sql("SELECT COUNT(*) FROM runner_lease WHERE resource = ?")
                .param(resource)
                .query(Long.class)
                .single()
            > 0;
    if (!there) {
      try {
        jdbc.sql("INSERT INTO runner_lease (resource, token, run_id) VALUES (?, 0, NULL)")
            .param(resource)
            .update();
      } catch (DuplicateKeyException e) {
        // another process made it in between, which serves as well
      }
    }
  }

  private Optional<Held> holder(String resource) {
    return jdbc.sql(
            "SELECT resource, run_id FROM runner_lease WHERE resource = ? AND run_id IS NOT NULL")
        .param(resource)
        .query((row, number) -> new Held(row.getString(1), row.getLong(2)))
        .optional();
  }

  /**
   * Gives back all leases of a run; raises their tokens, so that whatever still believes to hold
   * one no longer does.
   */
  void release(long runId) {
    jdbc.sql("UPDATE runner_lease SET run_id = NULL, token = token + 1 WHERE run_id = ?")
        .param(runId)
        .update();
  }

  /** The proof that a run shows in each chunk. */
  RunGuard guard(String family, List<Organization> organizations, long runId) {
    Map<String, Long> tokens = new HashMap<>();
    for (Organization organization : organizations) {
      String resource = resource(family, organization);
      tokens.put(
          resource, retry.call(() -> token(resource, runId, "")).orElseThrow(() -> lost(resource)));
    }
    return organization -> {
      String resource = resource(family, organization);
      Optional<Long> now = token(resource, runId, lock);
      if (now.isEmpty() || !now.get().equals(tokens.get(resource))) {
        throw lost(resource);
      }
    };
  }

  private Optional<Long> token(String resource, long runId, String locking) {
    return jdbc.sql("SELECT token FROM runner_lease WHERE resource = ? AND run_id = ?" + locking)
        .params(resource, runId)
        .query(Long.class)
        .optional();
  }

  private static RollcallException lost(String resource) {
    return new RollcallException(
        ExitCode.FAILED,
        "the run lost its lease on " + resource + ": it was given up as dead",
        "scripts/rollcall runs tells which run took over");
  }
}
