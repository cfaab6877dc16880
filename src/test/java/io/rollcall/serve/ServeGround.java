package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.TestDatabase;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A serve process, in this one. Each test has a job, an organization and days of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ServeGround {
  static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  @TempDir static Path folder;

  private final AtomicInteger number = new AtomicInteger();
  TestHome home;
  OffsetClock clock;
  Serve serve;
  Serve.Started started;
  String job = "";
  Instant day = Instant.parse("2040-01-01T00:00:00Z");

  abstract TestDatabase database(Path home);

  @BeforeAll
  void start() throws Exception {
    Path place = Files.createTempDirectory(folder, "home");
    Files.createDirectories(place.resolve("jobs"));
    Path key = Files.writeString(place.resolve("key"), "0123456789abcdef".repeat(4) + "\n");
    clock = new OffsetClock(place);
    clock.moveTo(day);
    home =
        new TestHome(
            ClockedRollcall.class,
            place,
            database(place),
            "rollcall.serve.port=0",
            "rollcall.contacts.key=file:" + key,
            "rollcall.serve.poll=100ms");
    serve = home.bean(Serve.class);
    started = serve.start(run -> {});
  }

  @AfterAll
  void stop() throws Exception {
    assertThat(serve.stop(ExitCode.TERMINATED, LONG_ENOUGH)).isTrue();
    home.close();
  }

  /** A job that is off, on an organization with an export. */
  @BeforeEach
  void organization() {
    job = "job-" + number.incrementAndGet();
    day = clock.instant().truncatedTo(ChronoUnit.DAYS).plus(2, ChronoUnit.DAYS);
    clock.moveTo(day);
    home.organization(job, job + ".example");
    new ExportGenerator(7, job, List.of(job + ".example"), 20)
        .write(home.file("exports-" + job + ".jsonl"));
  }

  @AfterEach
  void forget() throws IOException {
    Files.deleteIfExists(home.file("jobs/" + job + ".yaml"));
    forgetMissing();
  }

  /** A job is forgotten when its file was missing twice. */
  void forgetMissing() {
    serve.refresh();
    serve.refresh();
  }

  void define(String schedule) {
    home.job(
        job,
        """
        family: backend-sync
        organization: %1$s
        source: {type: exchange-export, path: exports-%1$s.jsonl}
        schedule: %2$s
        """
            .formatted(job, schedule));
    serve.refresh();
  }

  Instant at(String time) {
    return Instant.parse(day.toString().replace("00:00:00", time));
  }

  List<RunRecord> runs(int number) {
    await()
        .atMost(LONG_ENOUGH)
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ended().size() >= number && due().isAfter(clock.instant()));
    assertThat(ended()).hasSize(number);
    return ended();
  }

  List<RunRecord> ended() {
    return home.bean(Runs.class).list(job, 10).stream().filter(run -> !run.running()).toList();
  }

  Instant due() {
    return due(Run.Kind.FULL);
  }

  Instant due(Run.Kind kind) {
    return home.bean(Standing.class).nextFirings().stream()
        .filter(next -> next.job().equals(job) && next.kind() == kind)
        .map(NextFiring::at)
        .findFirst()
        .orElse(Instant.MAX);
  }
}
