package io.rollcall.crash;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the runs since a site's {@link CrashSite#begin} came to.
 *
 * @param rows the panel
 * @param status the last run's
 * @param plans each organization's plan: its state and its counts
 * @param problems the problems of all these runs
 * @param written how many items each step wrote, over all executions of it
 */
record EndState(
    PanelRows rows,
    String status,
    List<String> plans,
    List<String> problems,
    Map<String, Long> written) {

  private static final String PLANS =
      """
      SELECT CONCAT_WS(' ', organization_key, state, 'read', records_read, IF(complete, 'complete', 'incomplete'),
        'lines', last_seq, tally) FROM runner_plan WHERE run_id > {run}
      """;

  private static final String PROBLEMS =
      "SELECT CONCAT_WS(' ', kind, step, organization_key, item, message) FROM runner_problem WHERE run_id > {run}";

  private static final String WRITTEN =
      """
      SELECT STEP_NAME, SUM(WRITE_COUNT) FROM BATCH_STEP_EXECUTION
      WHERE JOB_EXECUTION_ID > {execution}
        AND (STEP_NAME LIKE 'read:%' OR STEP_NAME LIKE 'resolve:%' OR STEP_NAME LIKE 'apply:%:%')
      GROUP BY STEP_NAME
      """;

  static EndState of(CrashSite site) throws SQLException {
    return new EndState(
        site.rows(), site.status(), texts(site, PLANS), texts(site, PROBLEMS), written(site));
  }

  private static List<String> texts(CrashSite site, String sql) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Statement statement = site.connection().createStatement();
        ResultSet rows = statement.executeQuery(site.since(sql))) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts.stream().sorted().toList();
  }

  private static Map<String, Long> written(CrashSite site) throws SQLException {
    Map<String, Long> written = new TreeMap<>();
    try (Statement statement = site.connection().createStatement();
        ResultSet rows = statement.executeQuery(site.since(WRITTEN))) {
      while (rows.next()) {
        written.put(rows.getString(1), rows.getLong(2));
      }
    }
    return written;
  }

  /** How many records were read, or lines applied. */
  long items(Moment.Phase phase) {
    String stage = phase.name().toLowerCase(java.util.Locale.ROOT) + ":";
    return written.entrySet().stream()
        .filter(step -> step.getKey().startsWith(stage))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /**
   * What differs from the undisturbed run's end.
   *
   * @param oneRun one run did all the work; else another took it over, and found less to do
   */
  List<String> differences(EndState undisturbed, boolean oneRun) {
    List<String> found = new ArrayList<>(rows.differences(undisturbed.rows()));
    if (!status.equals(undisturbed.status())) {
      found.add("the run ended %s, not %s".formatted(status, undisturbed.status()));
    }
    if (oneRun) {
      differing(found, "plan", plans, undisturbed.plans());
      differing(found, "problem", problems, undisturbed.problems());
    }
    return found;
  }

  private static void differing(
      List<String> found, String what, List<String> ours, List<String> theirs) {
    ours.stream()
        .filter(text -> !theirs.contains(text))
        .limit(3)
        .forEach(text -> found.add("+1 %s: %s".formatted(what, text)));
    theirs.stream()
        .filter(text -> !ours.contains(text))
        .limit(3)
        .forEach(text -> found.add("-1 %s: %s".formatted(what, text)));
    if (ours.size() != theirs.size()) {
      found.add("%d %ss, not %d".formatted(ours.size(), what, theirs.size()));
    }
  }

  /** Items that each step wrote more often (or, negative, less often) than the undisturbed one. */
  Map<String, Long> writtenAgain(EndState undisturbed) {
    Map<String, Long> again = new TreeMap<>(written);
    undisturbed.written().forEach((step, items) -> again.merge(step, -items, Long::sum));
    again.values().removeIf(items -> items == 0);
    return again;
  }
}
