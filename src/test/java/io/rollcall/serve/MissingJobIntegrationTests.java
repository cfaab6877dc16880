package io.rollcall.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.Run;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.operations.ScheduledRuns;
import io.rollcall.sandbox.ExportGenerator;
import io.rollcall.testing.FakeTime;
import io.rollcall.testing.SharedHome;
import io.rollcall.testing.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Jobs whose files are not there, for a moment or for good. Nothing runs beside the test: it says
 * when the files are read, and when what is due is fired.
 */
@ParameterizedClass
@EnumSource
class MissingJobIntegrationTests {
  enum Database {
    EMBEDDED,
    MYSQL;

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private final SharedHome shared = new SharedHome("missing", name().equals("MYSQL"));
  }

  @Parameter Database database;
  private final FakeTime time = new FakeTime();
  private final Instant night = time.instant().plus(Duration.ofHours(1));
  private final List<RunRecord> ended = new ArrayList<>();
  private TestHome home;
  private String job = "";
  private RunThreads threads;
  private ManualScheduler scheduler;
  private JobSchedules schedules;

  @BeforeEach
  void open() {
    home = database.shared.get();
    job = "job-" + Database.NUMBER.incrementAndGet();
    home.organization(job, job + ".example");
    new ExportGenerator(7, job, List.of(job + ".example"), 20)
        .write(home.file("exports-" + job + ".jsonl"));
    home.job(
        job,
        """
        family: backend-sync
        organization: %1$s
        source: {type: exchange-export, path: exports-%1$s.jsonl}
        schedule: {enabled: true, at: ['02:00'], zone: UTC}
        """
            .formatted(job));
    threads = new RunThreads(home.bean(ScheduledRuns.class), 1, ended::add);
    var builder =
        TestHelper.createManualScheduler(
                home.bean(DataSource.class),
                new FiringTask(Run.Kind.FULL, definitions(), threads, time).task())
            .clock(new SettableClock());
    builder.tableName("runner_schedule").alwaysPersistTimestampInUTC().serializer(new DueText());
    scheduler = builder.build();
    scheduler.setTime(time.instant());
    schedules = startedAnew();
    schedules.refresh(scheduler);
    assertThat(due()).isEqualTo(night);
  }

  @AfterEach
  void close() throws Exception {
    Files.deleteIfExists(file());
    schedules.refresh(scheduler);
    schedules.refresh(scheduler);
    threads.close();
    assertThat(threads.await(Duration.ofMinutes(1))).isTrue();
  }

  private JobDefinitions definitions() {
    return home.bean(JobDefinitions.class);
  }

  /** As another process reads the files for the first time. */
  private JobSchedules startedAnew() {
    return new JobSchedules(definitions(), time);
  }

  private Path file() {
    return home.file("jobs/" + job + ".yaml");
  }

  private Path aside() {
    return home.file(job + ".yaml");
  }

  private void missing() throws IOException {
    Files.move(file(), aside());
  }

  private void back() throws IOException {
    Files.move(aside(), file());
  }

  /** When its row is due; the end of time when it has none. */
  private Instant due() {
    return home.bean(Standing.class).nextFirings().stream()
        .filter(next -> next.job().equals(job))
        .map(NextFiring::at)
        .findFirst()
        .orElse(Instant.MAX);
  }

  /** Lets time pass, and fires what is due. */
  private void fireAt(Instant later) {
    time.pass(Duration.between(time.instant(), later));
    scheduler.setTime(later);
    scheduler.runAnyDueExecutions();
  }

  private List<RunRecord> runs() throws InterruptedException {
    threads.close();
    assertThat(threads.await(Duration.ofMinutes(1))).isTrue();
    assertThat(home.bean(Runs.class).list(job, 10)).hasSameSizeAs(ended);
    return ended;
  }

  @Test
  void aJobIsForgottenWhenItsFileWasMissingTwice() throws Exception {
    missing();
    schedules.refresh(scheduler);
    assertThat(due()).isEqualTo(night);

    schedules.refresh(scheduler);
    assertThat(due()).isEqualTo(Instant.MAX);
  }

  @Test
  void aFileThatWasMissingOnceLosesNothing() throws Exception {
    time.pass(Duration.ofHours(2)); // what it loses is what is overdue: the row is made anew
    for (int i = 0; i < 3; i++) {
      missing();
      schedules.refresh(scheduler);
      back();
      schedules.refresh(scheduler);
      assertThat(due()).isEqualTo(night);
    }
  }

  @Test
  void aFolderThatCannotBeReadInBetweenTellsNothingOfItsFiles() throws Exception {
    missing();
    schedules.refresh(scheduler);
    Path jobs = home.file("jobs");
    Files.move(jobs, home.file("elsewhere"));
    assertThatThrownBy(() -> schedules.refresh(scheduler)).hasMessageContaining("cannot be read");
    Files.move(home.file("elsewhere"), jobs);

    schedules.refresh(scheduler);
    assertThat(due()).isEqualTo(night);
    schedules.refresh(scheduler);
    assertThat(due()).isEqualTo(Instant.MAX);
  }

  @Test
  void aFolderThatIsEmptyAtTheStartKeepsWhatIsOverdue() throws Exception {
    missing();
    time.pass(Duration.ofHours(2));
    JobSchedules started = startedAnew();
    started.refresh(scheduler);
    assertThat(due()).isEqualTo(night);

    back();
    started.refresh(scheduler);
    fireAt(night.plus(Duration.ofHours(1)));
    assertThat(due()).isEqualTo(night.plus(Duration.ofDays(1)));
    assertThat(runs())
        .singleElement()
        .extracting(run -> run.run().requestedBy())
        .isEqualTo("schedule");
  }

  @Test
  void aFiringThatFindsNoFileWaitsForIt() throws Exception {
    missing();
    fireAt(night);
    Instant later = due();
    assertThat(later).isBetween(night.plusSeconds(1), night.plusSeconds(10));
    fireAt(later);
    assertThat(due()).isAfter(later);

    back();
    fireAt(due());
    assertThat(due()).isEqualTo(night.plus(Duration.ofDays(1)));
    assertThat(runs())
        .singleElement()
        .extracting(run -> run.run().requestedBy())
        .isEqualTo("schedule");
    assertThat(
            home.count(
                "SELECT COUNT(*) FROM runner_firing WHERE job = ? AND due_at LIKE '%02:00:00%'",
                job))
        .as("it is the firing of that time, however late")
        .isEqualTo(1);
  }

  @Test
  void aFiringThatWaitsGoesWithTheJob() throws Exception {
    missing();
    schedules.refresh(scheduler);
    fireAt(night);
    schedules.refresh(scheduler);

    assertThat(due()).isEqualTo(Instant.MAX);
    assertThat(runs()).isEmpty();
  }

  @Test
  void aFiringOfAJobThatIsSwitchedOffIsDropped() throws Exception {
    Files.writeString(file(), Files.readString(file()).replace("enabled: true", "enabled: false"));
    fireAt(night);

    assertThat(due()).isEqualTo(Instant.MAX);
    assertThat(runs()).isEmpty();
  }
}
