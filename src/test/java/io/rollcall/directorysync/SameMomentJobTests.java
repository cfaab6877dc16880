package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.operations.RunRecord;
import io.rollcall.sandbox.graph.SandboxSettings;
import io.rollcall.testing.Sessions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two organizations that want one address in the same instant, on a real MySQL. */
class SameMomentJobTests {

  /** The other's transaction has its row, and has not ended, when ours looks for it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anAddressThatAnotherTransactionIsAboutToTakeIsWaitedFor(boolean commits) throws Exception {
    try (SyncedTenant tenant =
            new SyncedTenant(JobDatabase.MYSQL.home(), SandboxSettings.hostile(18));
        SyncedTenant other =
            new SyncedTenant(JobDatabase.MYSQL.home(), SandboxSettings.hostile(19));
        Connection connection = tenant.home.bean(DataSource.class).getConnection()) {
      tenant.user("ada", "sales");
      tenant.user("ben");
      connection.setAutoCommit(false);
      claim(connection, other, "sales@" + tenant.domain);

      CompletableFuture<RunRecord> running = CompletableFuture.supplyAsync(tenant::run);
      awaitWaiting(tenant, running);
      if (commits) {
        connection.commit();
      } else {
        connection.rollback();
      }
      RunRecord run = running.get(60, TimeUnit.SECONDS);

      if (commits) {
        assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE_WITH_PROBLEMS);
        assertThat(tenant.problems(run))
            .containsExactly(
                "CONFLICT ada@DOMAIN: another organization took the address sales@DOMAIN after the"
                    + " plan was made; it was left there");
        assertThat(tenant.addresses()).containsOnlyKeys("ada", "ben");
      } else {
        assertThat(run.outcome()).as(tenant.why(run)).isEqualTo(ExitCode.DONE);
        assertThat(tenant.addresses()).containsOnlyKeys("ada", "ben", "sales");
      }
      assertThat(
              tenant.home.count(
                  "SELECT COUNT(*) FROM panel_directory_event WHERE organization_id = ?",
                  tenant.id()))
          .isEqualTo(commits ? 4 : 5);
    }
  }

  private static void claim(Connection connection, SyncedTenant other, String address)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO panel_directory_address (organization_id, address_key, address, holder_kind, holder_id, is_primary,
              removed, first_run_id, first_at, changed_run_id, changed_at)
            VALUES (?, ?, ?, 'user', 'x', TRUE, FALSE, 1, '2026-01-01 00:00:00', 1, '2026-01-01 00:00:00')
            """)) {
      insert.setLong(1, other.id());
      insert.setString(2, address);
      insert.setString(3, address);
      insert.execute();
    }
  }

  /** Until a session of this database waits for a lock on addresses, or the run has ended. */
  private static void awaitWaiting(SyncedTenant tenant, CompletableFuture<?> running)
      throws SQLException {
    try (Connection connection = tenant.home.bean(DataSource.class).getConnection()) {
      while (Sessions.waiting(connection, "panel_directory_address") == 0 && !running.isDone()) {}
    }
  }

  @Test
  void twoRunsThatClaimOneAddressEndWithOneHolder() {
    try (SyncedTenant one =
            new SyncedTenant(JobDatabase.MYSQL.home(), SandboxSettings.hostile(20));
        SyncedTenant other =
            new SyncedTenant(JobDatabase.MYSQL.home(), SandboxSettings.hostile(21))) {
      String shared = "both@" + one.domain;
      for (int i = 0; i < 30; i++) {
        one.user("u" + i, i == 15 ? new String[] {shared} : new String[0]);
        other.user("u" + i, i == 15 ? new String[] {shared} : new String[0]);
      }

      CompletableFuture<RunRecord> first = CompletableFuture.supplyAsync(one::run);
      CompletableFuture<RunRecord> second = CompletableFuture.supplyAsync(other::run);

      assertThat(java.util.List.of(first.join().outcome(), second.join().outcome()))
          .as(one.why(first.join()) + other.why(second.join()))
          .containsExactlyInAnyOrder(ExitCode.DONE, ExitCode.DONE_WITH_PROBLEMS);
      assertThat(
              one.home.count(
                  "SELECT COUNT(*) FROM panel_directory_address_current WHERE address = ?", shared))
          .isEqualTo(1);
    }
  }
}
