package io.rollcall.cli;

import io.rollcall.cli.Views.JobView;
import io.rollcall.cli.Views.ScheduleView;
import io.rollcall.definitions.DefinitionError;
import io.rollcall.definitions.InvalidDefinitions;
import io.rollcall.definitions.JobDefinition;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.Schedule;
import io.rollcall.kernel.Times;
import io.rollcall.operations.RunRecord;
import io.rollcall.operations.Runs;
import io.rollcall.serve.FiringTimes;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
    description = {
      "Lists the jobs of the home folder, broken ones with their errors.",
      "The next run is when the job's schedule is due next; it starts while `serve` runs."
    })
@Ends(
    with = {ExitCode.DONE, ExitCode.FAILED, ExitCode.ALREADY_RUNNING},
    example = "jobs")
final class JobsCommand implements Callable<Integer> {
  private final Session session;
  @Mixin JsonOption json = new JsonOption();

  JobsCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    session.useCommandName("rollcall jobs");
    try (Program program = session.open()) {
      JobDefinitions definitions = program.bean(JobDefinitions.class);
      Runs runs = program.bean(Runs.class);
      Instant now = program.bean(Clock.class).instant();
      List<JobView> jobs =
          definitions.names().stream().map(name -> job(definitions, runs, name, now)).toList();
      if (json.json) {
        session.print(jobs);
      } else {
        print(jobs);
      }
      boolean sound = jobs.stream().allMatch(job -> job.errors().isEmpty());
      return (sound ? ExitCode.DONE : ExitCode.WRONG_USE).code();
    }
  }

  private static JobView job(JobDefinitions definitions, Runs runs, String name, Instant now) {
    JobDefinition definition = null;
    List<String> errors = List.of();
    try {
      definition = definitions.get(name);
    } catch (InvalidDefinitions e) {
      errors = e.errors().stream().map(DefinitionError::toString).toList();
    }
    Optional<RunRecord> last = runs.last(name);
    return new JobView(
        name,
        definition == null ? null : definition.family(),
        definition == null ? null : definition.definition().organizations().toString(),
        definition == null ? null : words(definition.definition().schedule()),
        last.map(record -> record.run().id()).orElse(null),
        last.map(JobsCommand::outcome).orElse(null),
        last.map(record -> record.run().startedAt()).orElse(null),
        definition == null
            ? null
            : FiringTimes.next(definition.definition().schedule(), now).orElse(null),
        definition == null ? List.of() : further(definition.definition(), now),
        errors);
  }

  /** What a job does by itself beside its full runs. */
  private static List<ScheduleView> further(FamilyDefinition definition, Instant now) {
    return definition.timetable().entrySet().stream()
        .filter(one -> one.getKey() != Run.Kind.FULL)
        .sorted(Map.Entry.comparingByKey())
        .map(
            one ->
                new ScheduleView(
                    one.getKey().name(),
                    words(one.getValue()),
                    FiringTimes.next(one.getValue(), now).orElse(null)))
        .toList();
  }

  private static String outcome(RunRecord record) {
    ExitCode outcome = record.outcome();
    return outcome == null ? "RUNNING" : outcome.name();
  }

  private void print(List<JobView> jobs) {
    if (jobs.isEmpty()) {
      session.say("no job yet: a file in jobs/ is one; jobs/README.md names the keys");
      return;
    }
    Table table =
        new Table(
            "job",
            "family",
            "organizations",
            "schedule",
            "last run",
            "outcome",
            "started",
            "next run");
    List<String> errors = new ArrayList<>();
    for (JobView job : jobs) {
      table.row(
          job.name(),
          job.errors().isEmpty() ? job.family() : "BROKEN",
          job.organizations(),
          job.schedule(),
          job.lastRun() == null ? null : String.valueOf(job.lastRun()),
          outcome(job.lastOutcome()),
          Times.local(job.lastStartedAt()),
          Times.local(job.nextRunAt()));
      for (ScheduleView further : job.further()) {
        table.row(
            "  " + further.kind().toLowerCase(Locale.ROOT),
            null,
            null,
            further.schedule(),
            null,
            null,
            null,
            Times.local(further.nextRunAt()));
      }
      errors.addAll(job.errors());
    }
    table.lines().forEach(session::say);
    errors.forEach(session::say);
    session.say("");
    session.say(
        jobs.stream().allMatch(JobsCommand::startsByHand)
            ? "no schedule is enabled: jobs start by hand, or by cron"
            : "schedules start jobs while scripts/rollcall serve runs");
  }

  private static boolean startsByHand(JobView job) {
    return job.nextRunAt() == null
        && job.further().stream().allMatch(one -> one.nextRunAt() == null);
  }

  private static @Nullable String outcome(@Nullable String outcome) {
    return outcome == null ? null : outcome.toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** {@code off}, {@code 4 a day UTC}, {@code at 02:00, 14:30 mon, fri Europe/Berlin}. */
  static String words(Schedule schedule) {
    if (!schedule.enabled()) {
      return "off";
    }
    StringBuilder words = new StringBuilder();
    if (schedule.timesPerDay() != null) {
      words.append(schedule.timesPerDay()).append(" a day");
    } else {
      words.append("at ");
      words.append(schedule.at().stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }
    for (DayOfWeek day : DayOfWeek.values()) {
      if (schedule.days().contains(day)) {
        words
            .append(' ')
            .append(day.getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT));
      }
    }
    return words.append(' ').append(schedule.zone()).toString();
  }
}
