package io.rollcall.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class SessionsIntegrationTests {
  /** A table of information_schema with sessions and statements cannot be read while this runs. */
  private static final String BEYOND_UTF8MB3 = "SELECT SLEEP(60), '🌻 שלום'";

  @Test
  void aSessionWhoseStatementHasAnEmojiIsEnded() throws Exception {
    try (TestDatabase database = TestDatabase.mysql();
        Connection admin = database.connect();
        Connection other = database.connect();
        Statement sleeping = other.createStatement()) {
      CompletableFuture<Void> asleep =
          CompletableFuture.runAsync(
              () -> {
                try {
                  sleeping.execute(BEYOND_UTF8MB3);
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
              });
      while (!sleeps(admin)) {
        assertThat(asleep).isNotDone();
      }

      assertThat(Sessions.waiting(admin, "SLEEP")).isZero();
      Sessions.killOthers(admin);

      assertThatThrownBy(asleep::join).isInstanceOf(CompletionException.class);
    }
  }

  private static boolean sleeps(Connection admin) throws SQLException {
    try (Statement statement = admin.createStatement();
        ResultSet rows = statement.executeQuery("SHOW FULL PROCESSLIST")) {
      while (rows.next()) {
        if (admin.getCatalog().equals(rows.getString("db"))
            && String.valueOf(rows.getString("Info")).contains("SLEEP(60)")) {
          return true;
        }
      }
      return false;
    }
  }
}
