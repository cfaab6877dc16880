package io.rollcall.kernel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;

/** One kind of job: what the rest of the program knows of a family. */
public interface JobFamily {

  /** Key of the run's one-sentence summary in the job's execution context. */
  String SUMMARY = "summary";

  /** Key of the workbook's path in the job's execution context. */
  String REPORT_FILE = "reportFile";

  /** The word that definitions name it by: {@code backend-sync}. */
  String name();

  /** The record that its definitions are bound to. */
  Class<? extends FamilyDefinition> definitionType();

  /**
   * What a run of its does, for who is asked whether to start one: a few short lines, in words for
   * people.
   */
  List<String> whatARunDoes();

  /** The same of a run of one of its {@link #kinds}. */
  default List<String> whatARunDoes(Run.Kind kind) {
    return whatARunDoes();
  }

  /**
   * Whether a job for all organizations covers this one; one that a definition names is covered in
   * any case, and may then be refused.
   */
  default boolean covers(Organization organization) {
    return true;
  }

  /**
   * Whether a run holds each of its organizations for itself from its start to its end. A family
   * whose runs share an organization takes leases of what they write, one by one, with {@link
   * RunGuard#lease}.
   */
  default boolean leasesOrganizations() {
    return true;
  }

  /** The kinds of runs that it has. */
  default Set<Run.Kind> kinds() {
    return Set.of(Run.Kind.FULL, Run.Kind.ONLY, Run.Kind.TEST, Run.Kind.PLAN);
  }

  /**
   * Makes sure that a job has runs of a kind.
   *
   * @throws RollcallException when its family has none
   */
  default void require(Run.Kind kind, String job) {
    if (!kinds().contains(kind)) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "%s is a job of %s, which has no runs of the kind %s"
              .formatted(job, name(), kind.name().toLowerCase(Locale.ROOT)),
          "scripts/rollcall run " + job);
    }
  }

  /**
   * Builds the job of one run, by the run's kind. Its exit status carries an {@link ExitCode}'s
   * name; a failed job can be built again from an equal context and restarted.
   */
  Job job(RunContext context);

  /** Test Connection: each thing that a run will need, tried. Writes nothing. */
  List<Check> test(FamilyDefinition definition, List<Organization> organizations);

  /**
   * Writes the workbook of a run again, from what is stored of it.
   *
   * @param endedAt null while the run goes on
   * @param target the file to write
   */
  void report(
      Run run,
      ExitCode outcome,
      @Nullable Instant endedAt,
      List<Organization> organizations,
      Path target);

  /**
   * Forgets what the family keeps of a run alone, in tables of its own: the history is about to
   * forget the run. What the run did stays.
   */
  default void forget(long runId) {}

  /**
   * The outcome of one thing that Test Connection tried.
   *
   * @param what the thing: "export file exports/acme.jsonl"
   * @param passed whether a run would work with it
   * @param detail what was found, or what is wrong and what to do
   */
  record Check(String what, boolean passed, String detail) {}
}
