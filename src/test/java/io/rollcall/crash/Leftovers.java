package io.rollcall.crash;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an interrupted run that was restarted to its end must not leave behind. */
final class Leftovers {
  private static final Map<String, String> COUNTS = new LinkedHashMap<>();

  static {
    COUNTS.put("lease held", "SELECT COUNT(*) FROM runner_lease WHERE run_id IS NOT NULL");
    COUNTS.put("run without an end", "SELECT COUNT(*) FROM runner_run WHERE status = 'RUNNING'");
    COUNTS.put("working keys left", "SELECT COUNT(*) FROM runner_key");
    COUNTS.put("pending lines left", "SELECT COUNT(*) FROM runner_pending");
    COUNTS.put("seen objects left", "SELECT COUNT(*) FROM runner_seen");
    COUNTS.put(
        "equal or staged lines left",
        "SELECT COUNT(*) FROM runner_change WHERE operation IN ('equal', 'staged', 'staged_add')");
    COUNTS.put(
        "problem noted twice",
        """
        SELECT COUNT(*) FROM (SELECT item, message FROM runner_problem WHERE kind <> 'NOTICE'
          GROUP BY run_id, organization_key, kind, item, message HAVING COUNT(*) > 1) twice
        """);
    COUNTS.put(
        "execution not ended", "SELECT COUNT(*) FROM BATCH_JOB_EXECUTION WHERE END_TIME IS NULL");
  }

  private Leftovers() {}

  /** Answers a query with its one number. */
  interface Counter {
    long number(String sql) throws SQLException;
  }

  /** Empty when there are none. */
  static List<String> of(CrashSite site) throws SQLException {
    return of(site::number);
  }

  /** Empty when there are none. */
  static List<String> of(Counter site) throws SQLException {
    List<String> found = new ArrayList<>();
    for (Map.Entry<String, String> count : COUNTS.entrySet()) {
      long number = site.number(count.getValue());
      if (number != 0) {
        found.add("%s: %d".formatted(count.getKey(), number));
      }
    }
    return found;
  }
}
