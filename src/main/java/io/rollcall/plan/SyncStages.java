package io.rollcall.plan;

import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.tasklet.Tasklet;

/**
 * A family's part of a sync run: the worker step of each stage, for one organization. A step is
 * built anew each time it is executed, so it may keep state; its name is given and is a persistent
 * key.
 */
public interface SyncStages {

  /** Proves that the source can be read; for a stored plan, that it may be applied. */
  Tasklet connect(Organization organization, Plan plan);

  /** Reads the source and compares it with the panel. */
  Step read(String stepName, Organization organization, Plan plan);

  /** Decides what needed all objects to be known. */
  Step resolve(String stepName, Organization organization, Plan plan);

  /** Finds what the source no longer has. */
  Step presence(String stepName, Organization organization, Plan plan);

  /** What the gates need to know of the panel. */
  Held held(Organization organization);

  /** Writes a part of the plan's lines, those after one place and up to another. */
  Step apply(String stepName, Organization organization, Plan plan, long afterSeq, long untilSeq);

  /**
   * What else a plan leaves behind when all of its lines are written; in the transaction that marks
   * it applied.
   */
  default void settled(Organization organization, Plan plan) {}

  /**
   * Builds the report and hands it to the outbox.
   *
   * @param outcome what a run has come to so far
   */
  Tasklet report(Function<JobExecution, ExitCode> outcome);

  /**
   * One sort of things that a source gives.
   *
   * @param what in words for people
   * @param read how many of them a plan's reading found
   * @param held whether the panel holds any that are present
   */
  record Source(String what, ToLongFunction<Plan> read, BooleanSupplier held) {}

  /** What the panel holds of an organization. */
  interface Held {

    /** How many of a kind are present. */
    long count(String kind);

    /** Whether any object is present. */
    boolean any();

    /** The kinds that this family counts. */
    List<String> kinds();

    /** What the source gate looks at; nothing for a reading of changes alone. */
    default List<Source> sources(Plan plan) {
      return List.of(new Source("records", Plan::recordsRead, this::any));
    }
  }
}
