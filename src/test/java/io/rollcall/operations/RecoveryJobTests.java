package io.rollcall.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunGuard;
import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is taken for dead, and who not, where several processes have one database. */
class RecoveryJobTests {
  private static final SharedHome MYSQL = new SharedHome("recovery", true);

  private TestHome home;
  private LeaseGround ground;
  private Recovery recovery;
  private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();

  @BeforeEach
  void open() {
    home = MYSQL.get();
    ground = new LeaseGround(home);
    recovery = home.bean(Recovery.class);
    home.jdbc().update("DELETE FROM runner_run");
  }

  @AfterEach
  void endHeart() {
    heart.shutdownNow();
  }

  @Test
  void aRunOfThisProcessWhoseEndNobodyWroteDownIsRecoveredAlthoughTheProcessLives() {
    Run run = ground.begin(Owner.self());

    assertThat(recovery.recoverDead()).containsExactly(run.id());
    assertThat(ground.runs.get(run.id()).reason())
        .startsWith("its end could not be written down")
        .endsWith("restart with scripts/rollcall restart " + run.id());
    assertThat(ground.runs.get(run.id()).restartable()).isTrue();
  }

  @Test
  void aRunThatThisProcessIsAtIsNotRecovered() {
    Run run = ground.begin(Owner.self());

    List<Long> recovered =
        home.bean(OwnRuns.class).during(run.id(), () -> recovery.recoverDead("tester"));

    assertThat(recovered).isEmpty();
    ground.end(run);
  }

  /**
   * Its number may be that of a process in another container, and its start may have moved with the
   * clock.
   */
  @Test
  void whoseProcessSeemsGoneIsNotRecoveredWhileItsHeartBeats() {
    Owner owner = LeaseGround.dead();
    Run run = ground.begin(owner);
    beat(run, owner);

    assertThat(recovery.recoverDead()).isEmpty();
    heart.shutdownNow();
    assertThat(recovery.recoverDead()).containsExactly(run.id());
  }

  /** Its clock is a year behind, or the database stood still for longer than it may be silent. */
  @Test
  void whoSeemsSilentOnAnotherHostIsNotRecoveredWhileItsHeartBeats() {
    Owner owner = new Owner("elsewhere", 4711, Instant.EPOCH);
    Run run = ground.begin(owner);
    heart.scheduleAtFixedRate(
        () ->
            home.jdbc()
                .update(
                    "UPDATE runner_run SET heartbeat_at = heartbeat_at + INTERVAL 1 SECOND WHERE id = ?",
                    run.id()),
        0,
        300,
        TimeUnit.MILLISECONDS);

    assertThat(recovery.recoverDead()).isEmpty();
  }

  @Test
  void aSignOfLifeThatComesWhileOneGivesUpCounts() {
    Owner owner = LeaseGround.dead();
    Run run = ground.begin(owner);
    RunRecord seen = ground.runs.get(run.id());
    ground.runs.heartbeat(run.id(), owner);

    assertThat(ground.runs.giveUp(seen, "dead")).isFalse();
    assertThat(ground.runs.get(run.id()).running()).isTrue();
  }

  /** A host that lost its power: its session holds the lease's row until the server notices. */
  @Test
  void oneWhoseSessionStillHoldsLocksKeepsNobodyElseFromBeingRecovered() throws Exception {
    Run blocked = ground.begin(LeaseGround.dead());
    Run other = ground.begin(LeaseGround.dead());
    try (Connection session = home.bean(DataSource.class).getConnection()) {
      lock(session, blocked);
      CompletableFuture<List<Long>> passing = CompletableFuture.supplyAsync(recovery::recoverDead);
      // The server waits for a lock for 50 s when nothing else is said.
      assertThat(passing.get(30, TimeUnit.SECONDS)).containsExactly(other.id());

      assertThatThrownBy(() -> recovery.recoverDead("anna"))
          .hasMessageContaining(
              "run %d's runner, %s, is silent, but its session in the database is open"
                  .formatted(blocked.id(), LeaseGround.dead()));
      assertThatThrownBy(() -> home.bean(Stopping.class).request(blocked.id(), "anna"))
          .hasMessageContaining("is silent, but its session");
      session.rollback();
      session.setAutoCommit(true);
    }
    assertThat(recovery.recoverDead("anna")).containsExactly(blocked.id());
    assertThat(ground.runs.get(blocked.id()).outcome()).isEqualTo(ExitCode.FAILED);
    assertThat(home.jdbc().queryForObject("SELECT @@innodb_lock_wait_timeout", Long.class))
        .as("of a connection that recovered something")
        .isEqualTo(50);
  }

  /** It reads nothing afterwards that a restart elsewhere could have changed. */
  @Test
  void aRunnerThatFreezesRightAfterItsTakeHoldsNothingThatARestartTook() {
    Run run = ground.begin(LeaseGround.dead());
    RunGuard frozen = ground.guard(run);
    assertThat(recovery.recoverDead()).containsExactly(run.id());
    assertThat(ground.runs.resume(run.id(), Owner.self())).isTrue();
    ground.take(run);

    assertThatThrownBy(() -> frozen.requireLease(LeaseGround.ACME))
        .hasMessageContaining("the run lost its lease on");
    ground.guard(run).requireLease(LeaseGround.ACME);
    ground.end(run);
  }

  private void beat(Run run, Owner owner) {
    heart.scheduleAtFixedRate(
        () -> ground.runs.heartbeat(run.id(), owner), 0, 300, TimeUnit.MILLISECONDS);
  }

  private static void lock(Connection session, Run run) throws SQLException {
    session.setAutoCommit(false);
    try (Statement statement = session.createStatement()) {
      statement.execute(
          "SELECT token FROM runner_lease WHERE resource = 'run/%d' FOR SHARE".formatted(run.id()));
    }
  }
}
