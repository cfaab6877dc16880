package io.rollcall.plan;

import io.rollcall.kernel.Problem;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The problems of runs, in {@code runner_problem}. Written in the transaction of the chunk that met
 * them.
 */
@Component
public class Problems {
  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** A value of a source can be a megabyte long; a problem names it, it does not carry it. */
  private static final int MAX_TEXT = 2000;

  private static final int PAGE = 1000;

  private final JdbcTemplate jdbc;
  private final Sequences sequences;

  Problems(JdbcTemplate jdbc, Sequences sequences) {
    this.jdbc = jdbc;
    this.sequences = sequences;
  }

  /**
   * Stores problems.
   *
   * @param step the run's step that met them; a step that is done again from its beginning first
   *     clears its own
   */
  public void add(long runId, String step, List<Problem> problems) {
    if (problems.isEmpty()) {
      return;
    }
    long first = sequences.take("problem", problems.size());
    AtomicLong id = new AtomicLong(first);
    jdbc.batchUpdate(
        """
        INSERT INTO runner_problem (id, run_id, organization_key, kind, item, message, advice, step)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        problems,
        500,
        (statement, problem) -> {
          statement.setLong(1, id.getAndIncrement());
          statement.setLong(2, runId);
          statement.setString(3, problem.organization());
          statement.setString(4, problem.kind().name());
          statement.setString(5, cut(problem.item()));
          statement.setString(6, cut(problem.message()));
          statement.setString(7, cut(problem.advice()));
          statement.setString(8, step);
        });
    afterCommit(
        () -> {
          for (int i = 0; i < problems.size(); i++) {
            LOG.warn(
                "problem {} of run {}: {} in step {}",
                first + i,
                runId,
                problems.get(i).kind(),
                step);
          }
        });
  }

  /** A chunk that is rolled back is done again, and its problems have other numbers then. */
  private static void afterCommit(Runnable log) {
    if (!TransactionSynchronizationManager.isSynchronizationActive()) {
      log.run();
      return;
    }
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            log.run();
          }
        });
  }

  /**
   * Forgets what an interrupted attempt at a step noted for an organization, before the step is
   * done anew.
   */
  public void clear(long runId, String step, String organization) {
    JdbcClient.create(jdbc)
        .sql("DELETE FROM runner_problem WHERE run_id = ? AND step = ? AND organization_key = ?")
        .params(runId, step, organization)
        .update();
  }

  /** The same for what a step noted for the whole run. */
  public void clear(long runId, String step) {
    JdbcClient.create(jdbc)
        .sql(
            "DELETE FROM runner_problem WHERE run_id = ? AND step = ? AND organization_key IS NULL")
        .params(runId, step)
        .update();
  }

  /**
   * Makes what one run met while it made a plan the problems of the run that applies the plan as
   * well: whoever looks at that run alone must find them.
   *
   * @param step the step of the second run that takes them over
   */
  void takeOver(long fromRunId, long runId, String step, String organization) {
    clear(runId, step, organization);
    long after = 0;
    List<Stored> page = page(fromRunId, after, PAGE);
    while (!page.isEmpty()) {
      add(
          runId,
          step,
          page.stream()
              .map(Stored::problem)
              .filter(problem -> organization.equals(problem.organization()))
              .toList());
      after = page.get(page.size() - 1).id();
      page = page(fromRunId, after, PAGE);
    }
  }

  /**
   * Forgets the problems of a step whose item not every organization of the run reported.
   *
   * @param organizations how many organizations the run has
   */
  public void keepIfOfAll(long runId, String step, int organizations) {
    Map<String, List<Long>> byItem = new HashMap<>();
    jdbc.query(
        "SELECT id, item FROM runner_problem WHERE run_id = ? AND step = ?",
        row -> {
          byItem.computeIfAbsent(row.getString(2), item -> new ArrayList<>()).add(row.getLong(1));
        },
        runId,
        step);
    byItem.values().stream()
        .filter(ids -> ids.size() < organizations)
        .flatMap(List::stream)
        .forEach(id -> jdbc.update("DELETE FROM runner_problem WHERE id = ?", id));
  }

  /** Deletes all problems of a run, in small statements. */
  public void forget(long runId) {
    while (jdbc.update("DELETE FROM runner_problem WHERE run_id = ? LIMIT 5000", runId) > 0) {
      // a run can have as many as its source has objects
    }
  }

  /** How many problems of a run are worth the exit code "done with problems". Notices are not. */
  public long count(long runId) {
    return JdbcClient.create(jdbc)
        .sql("SELECT COUNT(*) FROM runner_problem WHERE run_id = ? AND kind <> 'NOTICE'")
        .param(runId)
        .query(Long.class)
        .single();
  }

  /** How many problems of a kind a run has. */
  public long count(long runId, Problem.Kind kind) {
    return JdbcClient.create(jdbc)
        .sql("SELECT COUNT(*) FROM runner_problem WHERE run_id = ? AND kind = ?")
        .params(runId, kind.name())
        .query(Long.class)
        .single();
  }

  /**
   * The first problems of a run: those of whole organizations and of the report, then the others in
   * the order in which they were met.
   */
  public List<Problem> first(long runId, int limit) {
    return JdbcClient.create(jdbc)
        .sql(
            """
            SELECT * FROM runner_problem WHERE run_id = ?
            ORDER BY CASE WHEN kind = ? OR step = ? THEN 0 ELSE 1 END, id LIMIT ?
            """)
        .params(runId, Problem.Kind.ORGANIZATION.name(), Partitions.REPORT, limit)
        .query((row, number) -> problem(row))
        .list();
  }

  /** All problems of a run, in the order in which they were met, a page at a time. */
  public void forEach(long runId, Consumer<Problem> consumer) {
    List<Stored> page = page(runId, 0, PAGE);
    while (!page.isEmpty()) {
      page.forEach(stored -> consumer.accept(stored.problem()));
      page = page(runId, page.get(page.size() - 1).id(), PAGE);
    }
  }

  /** The problems that one step of a run met, in the order in which they were met. */
  public void forEach(long runId, String step, Consumer<Problem> consumer) {
    for (Problem problem :
        JdbcClient.create(jdbc)
            .sql("SELECT * FROM runner_problem WHERE run_id = ? AND step = ? ORDER BY id")
            .params(runId, step)
            .query((row, number) -> problem(row))
            .list()) {
      consumer.accept(problem);
    }
  }

  private record Stored(long id, Problem problem) {}

  private List<Stored> page(long runId, long after, int limit) {
    return JdbcClient.create(jdbc)
        .sql("SELECT * FROM runner_problem WHERE run_id = ? AND id > ? ORDER BY id LIMIT ?")
        .params(runId, after, limit)
        .query((row, number) -> new Stored(row.getLong("id"), problem(row)))
        .list();
  }

  private static Problem problem(ResultSet row) throws SQLException {
    return new Problem(
        Problem.Kind.valueOf(row.getString("kind")),
        row.getString("organization_key"),
        row.getString("item"),
        row.getString("message"),
        row.getString("advice"));
  }

  private static String cut(String text) {
    if (text.length() <= MAX_TEXT) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_TEXT - 1)) ? MAX_TEXT - 1 : MAX_TEXT;
    return text.substring(0, end) + " [cut: " + text.length() + " characters]";
  }
}
