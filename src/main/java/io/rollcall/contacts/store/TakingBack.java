package io.rollcall.contacts.store;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Takes back what an unfinished snapshot wrote, a part at a time. Done twice, or interrupted and
 * begun again, it leaves the same; no complete snapshot is any different before, during and after.
 */
final class TakingBack {
  private static final int PART = 5000;

  /** In this order; a mailbox and a snapshot are the parameters of each. */
  private static final List<String> STATEMENTS =
      List.of(
          "DELETE FROM contacts_version WHERE mailbox_id = ? AND from_seq = ? LIMIT " + PART,
          "UPDATE contacts_version SET until_seq = NULL WHERE mailbox_id = ? AND until_seq = ?"
              + " LIMIT "
              + PART,
          "DELETE FROM contacts_folder WHERE mailbox_id = ? AND from_seq = ? LIMIT " + PART,
          "UPDATE contacts_folder SET until_seq = NULL WHERE mailbox_id = ? AND until_seq = ? LIMIT"
              + " "
              + PART,
          "DELETE FROM contacts_photo WHERE mailbox_id = ? AND first_seq = ? LIMIT " + PART);

  private TakingBack() {}

  /**
   * One part, in the caller's transaction.
   *
   * @return whether there may be more
   */
  static boolean part(JdbcTemplate jdbc, long mailbox, long seq) {
    jdbc.update(
        "DELETE FROM contacts_snapshot WHERE mailbox_id = ? AND seq = ? AND completed_at IS NULL",
        mailbox,
        seq);
    for (String statement : STATEMENTS) {
      if (jdbc.update(statement, mailbox, seq) == PART) {
        return true;
      }
    }
    return false;
  }
}
