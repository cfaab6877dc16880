package io.rollcall.backendsync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Times;
import io.rollcall.operations.Recovery;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.operations.Stopping;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A verb that does not fit the run's state says so in one sentence, with the command that helps.
 */
@ParameterizedClass
@EnumSource
class VerbTextsJobTests {
  @Parameter JobDatabase database;
  Tenant tenant;
  private String again;

  @BeforeEach
  void open() {
    tenant = database.tenant();
    again = "start a new one: scripts/rollcall run " + tenant.key;
    tenant.export(tenant.mailbox("jane"));
  }

  private void refuses(ThrowingCallable verb, ExitCode code, String message, String next) {
    RollcallException refusal = catchThrowableOfType(RollcallException.class, verb);
    assertThat(refusal).hasMessage(message);
    assertThat(refusal.nextStep()).isEqualTo(next);
    assertThat(refusal.exitCode()).isEqualTo(code);
    assertThat(message).doesNotContain("\n").doesNotEndWith(".");
  }

  private ThrowingCallable restart(long run) {
    return () -> tenant.home.restart(run);
  }

  private ThrowingCallable stop(long run) {
    return () -> tenant.home.bean(Stopping.class).request(run, "tester");
  }

  private RunRecord failed() {
    tenant.write("");
    RunRecord run = tenant.run();
    assertThat(run.outcome()).isEqualTo(ExitCode.FAILED);
    tenant.export(tenant.mailbox("jane"));
    return run;
  }

  @Test
  void restartOfAFinishedRun() {
    long run = tenant.run().run().id();
    refuses(
        restart(run),
        ExitCode.WRONG_USE,
        "run %d is done; there is nothing to restart".formatted(run),
        again);
  }

  @Test
  void restartOfARunningRun() {
    long id = failed().run().id();
    runs(id);
    refuses(
        restart(id),
        ExitCode.ALREADY_RUNNING,
        "run %d is running in process %d on %s"
            .formatted(
                id,
                ProcessHandle.current().parent().orElseThrow().pid(),
                tenant.home.bean(Runs.class).get(id).owner().host()),
        "wait for it, or type scripts/rollcall stop " + id);
    ended(id, "FAILED");
  }

  @Test
  void restartOfARefusedRun() {
    tenant.define("limits: {mailboxes: {add: 0}}");
    long run = tenant.run().run().id();
    refuses(
        restart(run),
        ExitCode.WRONG_USE,
        "run %d was refused by a gate and is over".formatted(run),
        "see its plan: scripts/rollcall show " + run);
  }

  @Test
  void restartOfASupersededRun() {
    long old = failed().run().id();
    long by = tenant.run().run().id();
    refuses(
        restart(old),
        ExitCode.WRONG_USE,
        "run %d took over from run %d, which can no longer be restarted".formatted(by, old),
        again);
  }

  @Test
  void restartOfAnAbandonedRun() {
    long run = failed().run().id();
    tenant.home.bean(Recovery.class).abandon(run, "tester");
    refuses(restart(run), ExitCode.WRONG_USE, "run %d was abandoned".formatted(run), again);
  }

  @Test
  void restartOfAnUnknownRun() {
    refuses(
        restart(999_999_999),
        ExitCode.NOT_FOUND,
        "there is no run 999999999",
        "scripts/rollcall runs");
  }

  @Test
  void stopOfAFinishedRun() {
    RunRecord run = tenant.run();
    long id = run.run().id();
    refuses(
        stop(id),
        ExitCode.WRONG_USE,
        "run %d is not running: it ended at %s, done".formatted(id, Times.local(run.endedAt())),
        "nothing is to be stopped; scripts/rollcall show %d tells what it did".formatted(id));
  }

  @Test
  void stopOfAFailedRun() {
    RunRecord run = failed();
    long id = run.run().id();
    refuses(
        stop(id),
        ExitCode.WRONG_USE,
        "run %d is not running: it ended at %s, failed".formatted(id, Times.local(run.endedAt())),
        "to go on with it: scripts/rollcall restart " + id);
  }

  @Test
  void stopOfAnUnknownRun() {
    refuses(
        stop(999_999_999),
        ExitCode.NOT_FOUND,
        "there is no run 999999999",
        "scripts/rollcall runs");
  }

  private void runs(long run) {
    tenant.home.goesOn(run);
  }

  private void ended(long run, String status) {
    tenant
        .home
        .jdbc()
        .update(
            "UPDATE runner_run SET status = ?, ended_at = started_at WHERE id = ?", status, run);
  }
}
