package io.rollcall.crash;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What became of the report mails of a history.
 *
 * @param ofFailures mails about a failure on the way; a run that is restarted after one mails its
 *     end as well
 * @param waiting those of them that the next run will send
 * @param twice mails that the server got twice, because their sender died between its acceptance
 *     and the note of it
 * @param faults mails that are missing, or doubled without such a death
 */
record SentMails(int ofFailures, int waiting, int twice, List<String> faults) {
  private static final String MAILS =
      "SELECT run_id, message_id, occasion, state FROM runner_mail WHERE run_id > {run} ORDER BY id";

  private record Mail(long run, String messageId, String occasion, boolean sent) {}

  private record Done(long run, String status) {}

  /**
   * Sends what waits, as an operator would whose mail server is up again an hour later, and counts.
   */
  static SentMails settle(CrashSite site, Operator operator) throws SQLException {
    site.mailServer().up();
    Set<String> interrupted = new HashSet<>(ids(site, "state = 'sending'"));
    String last =
        site.text(
            "SELECT state FROM runner_mail WHERE run_id = "
                + site.currentRun()
                + " ORDER BY id DESC LIMIT 1");
    if (!last.isEmpty() && !last.equals("sent")) {
      site.execute(
          """
          UPDATE runner_mail SET next_attempt_at = next_attempt_at - INTERVAL 1 HOUR,
            claimed_at = claimed_at - INTERVAL 1 HOUR WHERE state IN ('waiting', 'sending')
          """);
      operator.type("report", Long.toString(site.currentRun()), "--send");
    }
    return count(site, interrupted);
  }

  private static SentMails count(CrashSite site, Set<String> interrupted) throws SQLException {
    List<Mail> mails = mails(site);
    List<Done> done = done(site);
    List<String> accepted = site.mailServer().accepted();
    List<String> faults = new ArrayList<>();
    int ofFailures = 0;
    int waiting = 0;
    int twice = 0;
    for (Mail mail : mails) {
      boolean ofAnEnd = done.contains(new Done(mail.run(), mail.occasion()));
      int times = Collections.frequency(accepted, mail.messageId());
      ofFailures += ofAnEnd ? 0 : 1;
      if (!mail.sent() && !ofAnEnd && times == 0) {
        waiting++;
      } else if (times == 2 && interrupted.contains(mail.messageId())) {
        twice++;
      } else if (times != 1 || !mail.sent()) {
        faults.add(
            "the mail %s of run %d arrived %d times and is %s"
                .formatted(
                    mail.occasion(), mail.run(), times, mail.sent() ? "noted as sent" : "not"));
      }
    }
    for (Done run : done) {
      long ends =
          mails.stream().filter(mail -> new Done(mail.run(), mail.occasion()).equals(run)).count();
      if (ends != 1) {
        faults.add("%d mails of the end of run %d, not 1".formatted(ends, run.run()));
      }
    }
    Set<String> known = new HashSet<>(ids(site, "1 = 1"));
    accepted.stream()
        .filter(id -> !known.contains(id))
        .forEach(id -> faults.add("a mail that nobody queued arrived: " + id));
    return new SentMails(ofFailures, waiting, twice, faults);
  }

  private static List<Mail> mails(CrashSite site) throws SQLException {
    List<Mail> mails = new ArrayList<>();
    try (Statement statement = site.connection().createStatement();
        ResultSet rows = statement.executeQuery(site.since(MAILS))) {
      while (rows.next()) {
        mails.add(
            new Mail(
                rows.getLong(1),
                rows.getString(2),
                rows.getString(3),
                rows.getString(4).equals("sent")));
      }
    }
    return mails;
  }

  private static List<Done> done(CrashSite site) throws SQLException {
    List<Done> done = new ArrayList<>();
    try (Statement statement = site.connection().createStatement();
        ResultSet rows =
            statement.executeQuery(
                site.since(
                    "SELECT id, status FROM runner_run WHERE id > {run} AND status LIKE 'DONE%'"))) {
      while (rows.next()) {
        done.add(new Done(rows.getLong(1), rows.getString(2)));
      }
    }
    return done;
  }

  private static List<String> ids(CrashSite site, String condition) throws SQLException {
    List<String> ids = new ArrayList<>();
    try (Statement statement = site.connection().createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT message_id FROM runner_mail WHERE " + condition)) {
      while (rows.next()) {
        ids.add(rows.getString(1));
      }
    }
    return ids;
  }
}
