package io.rollcall.kernel;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
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
   * The outcome of one thing that Test Connection tried.
   *
   * @param what the thing: "export file exports/acme.jsonl"
   * @param passed whether a run would work with it
   * @param detail what was found, or what is wrong and what to do
   */
  record Check(String what, boolean passed, String detail) {}
}
