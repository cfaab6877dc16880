package io.rollcall.directorysync;

import static org.assertj.core.api.Assertions.assertThat;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Progress;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunLauncher;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.RunRequest;
import io.rollcall.sandbox.graph.SandboxSettings;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever step a run fails in: a restart ends where an undisturbed run would have. */
@ParameterizedClass
@EnumSource
class RestartJobTests {
  private static final String LOOSE =
      "limits: {accounts: {remove: none}, aliases: {remove: none}, lists: {remove: none}, members: {remove: none}}\n";

  @Parameter JobDatabase database;
  SyncedTenant tenant;
  final List<String> users = new ArrayList<>();
  String list = "";

  @BeforeEach
  void open() {
    tenant = new SyncedTenant(database.home(), SandboxSettings.hostile(17));
    tenant.define(LOOSE);
    for (int i = 0; i < 40; i++) {
      users.add(tenant.user("u" + i, "alias" + i));
    }
    list = tenant.list("all", users.toArray(String[]::new));
  }

  @AfterEach
  void close() {
    tenant.close();
  }

  /** Throws once, when a step has reported its progress so often. */
  private static final class Failing implements Progress {
    private final String step;
    private int left;

    Failing(String step, int left) {
      this.step = step;
      this.left = left;
    }

    @Override
    public synchronized void at(String what, long done, long total) {
      if (what.startsWith(step) && --left == 0) {
        throw new IllegalStateException("pulled the plug");
      }
    }
  }

  private RunRecord runFailing(String step, int times) {
    return tenant
        .home
        .bean(RunLauncher.class)
        .start(
            new RunRequest(tenant.key, Run.Kind.FULL, List.of(), null, false, "tester"),
            new Failing(step, times),
            id -> {});
  }

  @ParameterizedTest
  @CsvSource({"reading,1", "reading,7", "comparing,1", "comparing,3", "looking,2", "applying,2"})
  void aFirstSyncThatFailedIsCompletedByARestart(String step, int times) {
    failAndRestart(step, times);
    assertThat(tenant.users()).hasSize(40);
    assertThat(tenant.addresses()).hasSize(81);
    assertThat(tenant.members(list)).hasSize(40);
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_directory_event WHERE organization_id = ?",
                tenant.id()))
        .isEqualTo(40 + 80 + 2 + 40);
    assertThat(tenant.done().summary()).contains("0 changes");
  }

  @ParameterizedTest
  @CsvSource({"reading,2", "comparing,1", "looking,3", "applying,1", "applying,2"})
  void aRoundOfChangesThatFailedIsCompletedByARestart(String step, int times) {
    tenant.done();
    for (int i = 0; i < 40; i += 2) {
      tenant.directory.set(users.get(i), "jobTitle", "Clerk " + i);
    }
    users.subList(0, 5).forEach(user -> tenant.directory.leave(list, user));
    tenant.directory.purge(users.get(7));
    List<String> position = tenant.position();
    failAndRestart(step, times, position);
    assertThat(tenant.users()).hasSize(39);
    assertThat(tenant.members(list)).hasSize(34);
    assertThat(
            tenant.home.count(
                "SELECT COUNT(*) FROM panel_directory_event WHERE organization_id = ? AND event ="
                    + " 'updated'",
                tenant.id()))
        .isEqualTo(20);
    assertThat(tenant.done().summary()).contains("0 changes");
  }

  private void failAndRestart(String step, int times) {
    failAndRestart(step, times, List.of());
  }

  private void failAndRestart(String step, int times, List<String> position) {
    RunRecord failed = runFailing(step, times);
    assertThat(failed.outcome()).as(tenant.why(failed)).isEqualTo(ExitCode.FAILED);
    assertThat(tenant.position()).isEqualTo(position);
    RunRecord restarted = tenant.home.restart(failed.run().id());
    assertThat(restarted.outcome()).as(tenant.why(restarted)).isEqualTo(ExitCode.DONE);
    assertThat(tenant.position()).hasSize(1).isNotEqualTo(position);
    assertThat(tenant.workingRows()).isZero();
  }
}
