package io.rollcall.operations;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.plan.Retry;
import io.rollcall.plan.RowStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * One writer at a time for a resource. Who takes a lease raises its token; a run proves in each
 * chunk's transaction that the token is still its own, with the row locked, so a runner that was
 * given up and wakes up again cannot commit anything.
 */
@Component
class Leases {
  /** Of a run in a family that leases no organizations: proves that the run is its process's. */
  private static final String OF_RUN = "run/";

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

  /** A lease that another run holds; the run is 0 when it is not known. */
  record Held(String resource, long runId) {}

  /**
   * What became of taking.
   *
   * @param tokens of what was taken, as they were in the transaction that took it: read any later
   *     they could be those of the process that restarted the same run
   * @param other the first resource that another run holds; then nothing was taken. Null when all
   *     was taken
   */
  record Taken(Map<String, Long> tokens, @Nullable Held other) {

    private static Taken nothing(Held other) {
      return new Taken(Map.of(), other);
    }
  }

  /** What a run holds from its start to its end. */
  static List<String> of(Run run, JobFamily family, List<Organization> organizations) {
    return family.leasesOrganizations()
        ? organizations.stream().map(organization -> resource(family, organization)).toList()
        : List.of(OF_RUN + run.id());
  }

  static String resource(JobFamily family, Organization organization) {
    return family.name() + "/" + organization.key();
  }

  /** Takes all resources, or none. */
  Taken take(List<String> resources, long runId) {
    for (String resource : resources) {
      retry.run(() -> makeRow(resource));
      // Without a lock: the row of a lease that is held is locked for as long as a chunk takes.
      Optional<Held> other = retry.call(() -> holder(resource));
      if (other.isPresent()) {
        return Taken.nothing(other.get());
      }
    }
    return Objects.requireNonNull(
        retry.<@Nullable Taken>attempt(
            again ->
                transaction.execute(
                    status -> {
                      if (again) {
                        release(runId); // taken by a try whose answer was lost
                      }
                      Taken taken = takeFree(resources, runId);
                      if (taken.other() != null) {
                        status.setRollbackOnly();
                      }
                      return taken;
                    })));
  }

  private Taken takeFree(List<String> resources, long runId) {
    Map<String, Long> tokens = new LinkedHashMap<>();
    for (String resource : resources) {
      int rows =
          jdbc.sql(
                  "UPDATE runner_lease SET run_id = ?, token = token + 1 WHERE resource = ? AND"
                      + " run_id IS NULL")
              .params(runId, resource)
              .update();
      if (rows == 0) {
        return Taken.nothing(holder(resource).orElse(new Held(resource, 0)));
      }
      tokens.put(resource, token(resource, runId, "").orElseThrow());
    }
    return new Taken(tokens, null);
  }

  /**
   * Takes one more resource for a run that has begun.
   *
   * @param proof throws when the run was given up; called in the transaction that takes it
   */
  Taken takeOneMore(String resource, long runId, Runnable proof) {
    retry.run(() -> makeRow(resource));
    Optional<Held> other = retry.call(() -> holder(resource));
    if (other.isPresent() && other.get().runId() != runId) {
      return Taken.nothing(other.get());
    }
    return Objects.requireNonNull(
        retry.<@Nullable Taken>call(
            () ->
                transaction.execute(
                    status -> {
                      proof.run();
                      return takeOurs(resource, runId);
                    })));
  }

  private Taken takeOurs(String resource, long runId) {
    int rows =
        jdbc.sql(
                "UPDATE runner_lease SET run_id = ?, token = token + 1 WHERE resource = ? AND"
                    + " (run_id IS NULL OR run_id = ?)")
            .params(runId, resource, runId)
            .update();
    return rows == 1
        ? new Taken(Map.of(resource, token(resource, runId, "").orElseThrow()), null)
        : Taken.nothing(holder(resource).orElse(new Held(resource, 0)));
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

  Optional<Held> holder(String resource) {
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

  /** Gives back one lease, unless somebody else took it over. */
  void release(String resource, long runId, long token) {
    retry.run(
        () ->
            jdbc.sql(
                    "UPDATE runner_lease SET run_id = NULL, token = token + 1 WHERE resource = ?"
                        + " AND run_id = ? AND token = ?")
                .params(resource, runId, token)
                .update());
  }

  /** Forgets what a run left behind that can never be taken again. */
  void forget(long runId) {
    jdbc.sql("DELETE FROM runner_lease WHERE resource = ? AND run_id IS NULL")
        .param(OF_RUN + runId)
        .update();
  }

  /**
   * Locks a lease's row and proves that the run still holds it by the same token.
   *
   * @throws RollcallException when it does not
   */
  void require(String resource, long runId, long token) {
    Optional<Long> now = token(resource, runId, lock);
    if (now.isEmpty() || now.get() != token) {
      throw lost(resource);
    }
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
