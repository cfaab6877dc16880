package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Run;
import io.rollcall.operations.AlreadyFired;
import io.rollcall.operations.Organizations;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.ScheduledRuns;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a serve process does about the schedules that a job has beside that of its full runs. */
abstract class FurtherSchedulesContract extends ServeGround {

  private void defineBackup(String schedules) {
    home.bean(Organizations.class)
        .set(
            job,
            new Organizations.Details(
                null,
                Organization.ServerType.MICROSOFT365,
                "tenant-" + job,
                List.of(job + ".example")),
            "tester");
    home.job(
        job,
        """
        family: contacts-backup
        organization: %s
        source:
          type: microsoft-graph
          client-id: 7b1e9d40
          secret: "env:NO_SUCH_SECRET"
        schedules:
        %s
        """
            .formatted(job, schedules.indent(2)));
    serve.refresh();
  }

  private static String further(String verify, String prune) {
    String line = "%s: {at: ['%s'], days: []}\n";
    return "backup: {enabled: false}\n"
        + line.formatted("verify", verify)
        + line.formatted("prune", prune);
  }

  private List<RunRecord> endedRuns(int number) {
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ended().size() >= number && due(Run.Kind.PRUNE).isAfter(clock.instant()));
    assertThat(ended()).hasSize(number);
    return ended();
  }

  @Test
  void startsTheFurtherSchedulesOfAJobEachAsARunOfItsKind() {
    defineBackup(further("03:30", "03:30"));
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(at("03:30:00"));
    assertThat(due(Run.Kind.PRUNE)).isEqualTo(at("03:30:00"));
    assertThat(due()).isEqualTo(Instant.MAX);

    clock.moveTo(at("03:30:00"));

    List<RunRecord> runs = endedRuns(2);
    assertThat(runs)
        .extracting(run -> run.run().kind())
        .containsExactlyInAnyOrder(Run.Kind.VERIFY, Run.Kind.PRUNE);
    assertThat(runs).extracting(RunRecord::outcome).containsOnly(ExitCode.DONE);
    assertThat(runs).extracting(run -> run.run().requestedBy()).containsOnly("schedule");
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(at("03:30:00").plus(1, ChronoUnit.DAYS));
    for (String kind : List.of(" verify", " prune")) {
      assertThat(home.count("SELECT COUNT(*) FROM runner_firing WHERE job = ?", job + kind))
          .isEqualTo(1);
    }
    assertThatThrownBy(
            () ->
                home.bean(ScheduledRuns.class)
                    .start(job, Run.Kind.VERIFY, at("03:30:00"), () -> {}))
        .isInstanceOf(AlreadyFired.class);
  }

  @Test
  void catchesMissedFiringsOfFurtherSchedulesUpOnceAndForgetsThemWithTheFile() throws Exception {
    defineBackup(further("03:30", "04:30"));

    clock.moveTo(at("05:00:00").plus(5, ChronoUnit.DAYS));

    assertThat(endedRuns(2))
        .extracting(run -> run.run().kind())
        .containsExactlyInAnyOrder(Run.Kind.VERIFY, Run.Kind.PRUNE);
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(at("03:30:00").plus(6, ChronoUnit.DAYS));
    Files.delete(home.file("jobs/" + job + ".yaml"));
    forgetMissing();
    assertThat(due(Run.Kind.VERIFY)).isEqualTo(Instant.MAX);
    assertThat(due(Run.Kind.PRUNE)).isEqualTo(Instant.MAX);
  }

  @Test
  void aFurtherRunTakesNoPlaceOfABackup() throws Exception {
    defineBackup(further("03:30", "04:30"));
    CountDownLatch verified = new CountDownLatch(1);
    RunThreads threads =
        new RunThreads(
            home.bean(ScheduledRuns.class),
            1,
            run -> {
              try {
                if (run.run().kind() == Run.Kind.VERIFY) {
                  verified.await();
                }
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            });

    assertThat(threads.fire(job, Run.Kind.VERIFY, day)).isEqualTo(RunThreads.Firing.BEGUN);
    assertThat(threads.fire(job, Run.Kind.PRUNE, day)).isEqualTo(RunThreads.Firing.NO_ROOM);
    assertThat(threads.fire(job, Run.Kind.FULL, day)).isEqualTo(RunThreads.Firing.BEGUN);
    verified.countDown();
    threads.close();
    assertThat(threads.await(LONG_ENOUGH)).isTrue();
    assertThat(threads.running()).isZero();
  }
}
