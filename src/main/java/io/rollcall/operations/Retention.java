package io.rollcall.operations;

import io.rollcall.definitions.InvalidDefinitions;
import io.rollcall.definitions.JobDefinitions;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.plan.Changes;
import io.rollcall.plan.Plan;
import io.rollcall.plan.PlanRetention;
import io.rollcall.plan.Problems;
import io.rollcall.report.Outbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * Deletes history that is older than {@code rollcall.history} says, and nothing of the panel. In
 * small statements, the outermost row last: killed at any moment it has deleted a part, and goes on
 * with the next call.
 */
@Component
public class Retention {
  private static final Duration UNKNOWN = Duration.ofDays(36_500);

  private final Runs runs;
  private final PlanRetention plans;
  private final Changes changes;
  private final Problems problems;
  private final Outbox outbox;
  private final BatchRecords batch;
  private final ReportFiles files;
  private final JobDefinitions definitions;
  private final Audit audit;
  private final HistorySettings settings;
  private final Leases leases;
  private final List<JobFamily> families;
  private final Clock clock;

  Retention(
      Runs runs,
      PlanRetention plans,
      Changes changes,
      Problems problems,
      Outbox outbox,
      BatchRecords batch,
      ReportFiles files,
      JobDefinitions definitions,
      Audit audit,
      HistorySettings settings,
      Leases leases,
      List<JobFamily> families,
      Clock clock) {
    this.runs = runs;
    this.plans = plans;
    this.changes = changes;
    this.problems = problems;
    this.outbox = outbox;
    this.batch = batch;
    this.files = files;
    this.definitions = definitions;
    this.audit = audit;
    this.settings = settings;
    this.leases = leases;
    this.families = families;
    this.clock = clock;
  }

  /** Why a run is kept although it is old enough to go. */
  public enum Keeper {
    NEWEST_OF_ITS_JOB,
    RESTARTABLE,
    SOURCE_GATE_BASELINE,
    USABLE_PLAN,
    APPLIED_BY_A_KEPT_RUN,
    UNSENT_MAIL
  }

  /**
   * What goes.
   *
   * @param runsBefore runs and audit lines that ended before go, unless something depends on them
   * @param plansBefore plans made before lose their lines
   * @param runs numbers of the runs that go, with all that is stored of them
   * @param plans numbers of the plans of other runs that lose their lines
   * @param lines lines of those plans and of the runs' own
   * @param kept numbers of runs that are old enough and stay, by the reason
   */
  public record Purge(
      Instant runsBefore,
      Instant plansBefore,
      List<Long> runs,
      List<Long> plans,
      long lines,
      long auditLines,
      Map<Keeper, List<Long>> kept) {

    public boolean nothing() {
      return runs.isEmpty() && plans.isEmpty() && auditLines == 0;
    }
  }

  /** What {@link #purge} would delete now. Deletes nothing. */
  public Purge preview() {
    Instant now = clock.instant();
    Instant runsBefore = now.minus(settings.keep());
    Instant plansBefore = now.minus(settings.keepPlans());
    Map<Keeper, List<Long>> kept = new TreeMap<>();
    List<Long> old = runs.endedBefore(runsBefore);
    List<Plan> usable = usable(now);
    Map<Long, Keeper> keepers = keepers(old, usable);
    List<Long> go = new ArrayList<>();
    for (long run : old) {
      Keeper keeper = keepers.get(run);
      if (keeper == null) {
        go.add(run);
      } else {
        kept.computeIfAbsent(keeper, reason -> new ArrayList<>()).add(run);
      }
    }
    Set<Long> going = new TreeSet<>(go);
    List<PlanRetention.Aged> aged = agedPlans(plansBefore, usable);
    long lines = aged.stream().mapToLong(plan -> changes.lines(plan.id())).sum();
    List<Long> losing =
        aged.stream()
            .filter(plan -> !going.contains(plan.runId()))
            .map(PlanRetention.Aged::id)
            .toList();
    return new Purge(runsBefore, plansBefore, go, losing, lines, audit.before(runsBefore), kept);
  }

  /**
   * Why each of some runs is kept. A run whose plan a kept run applied is kept with it: the plan is
   * all that tells what that one did.
   */
  private Map<Long, Keeper> keepers(List<Long> old, List<Plan> usable) {
    Map<Long, Keeper> keepers = new TreeMap<>();
    runs.newestOfEachJob().forEach(run -> keepers.put(run, Keeper.NEWEST_OF_ITS_JOB));
    runs.restartableFull().forEach(run -> keepers.putIfAbsent(run, Keeper.RESTARTABLE));
    plans.baselineRuns().forEach(run -> keepers.putIfAbsent(run, Keeper.SOURCE_GATE_BASELINE));
    usable.forEach(plan -> keepers.putIfAbsent(plan.runId(), Keeper.USABLE_PLAN));
    outbox.runsWithUnsent().forEach(run -> keepers.putIfAbsent(run, Keeper.UNSENT_MAIL));
    Set<Long> candidates = new TreeSet<>(old);
    plans
        .appliedBy()
        .forEach(
            (run, appliers) -> {
              // A plan is applied by a later run, whose own plans nobody applies.
              boolean needed =
                  appliers.stream()
                      .anyMatch(one -> !candidates.contains(one) || keepers.containsKey(one));
              if (needed) {
                keepers.putIfAbsent(run, Keeper.APPLIED_BY_A_KEPT_RUN);
              }
            });
    return keepers;
  }

  /** Plans that may be applied, or approved and then applied. */
  private List<Plan> usable(Instant now) {
    Map<String, Duration> maxAges = new HashMap<>();
    return plans.applicable().stream()
        .filter(
            plan -> {
              Instant until = plan.approvedUntil();
              Duration maxAge = maxAges.computeIfAbsent(plan.job(), this::maxAge);
              return (until != null && until.isAfter(now))
                  || plan.createdAt().plus(maxAge).isAfter(now);
            })
        .toList();
  }

  private Duration maxAge(String job) {
    try {
      return definitions.get(job).definition().planMaxAge();
    } catch (InvalidDefinitions e) {
      return UNKNOWN; // it is known again when the definition is mended
    } catch (RollcallException e) {
      return Duration.ZERO; // no such job: nothing can apply its plans
    }
  }

  /** Old plans whose lines nobody needs: neither to restart a run nor to apply them. */
  private List<PlanRetention.Aged> agedPlans(Instant before, List<Plan> usable) {
    Set<Long> unfinished = runs.unfinished();
    Set<Long> needed = usable.stream().map(Plan::id).collect(Collectors.toSet());
    return plans.withLines(before).stream()
        .filter(plan -> !needed.contains(plan.id()) && !unfinished.contains(plan.runId()))
        .filter(plan -> plan.appliedRunId() == null || !unfinished.contains(plan.appliedRunId()))
        .toList();
  }

  /**
   * Deletes what {@link #preview} names.
   *
   * @param who for the audit log
   * @return what was deleted
   */
  public Purge purge(String who) {
    Purge purge = preview();
    if (purge.nothing()) {
      return purge;
    }
    audit.record(
        who,
        "purge",
        "history",
        "%s and %s before %s, lines of %s before %s"
            .formatted(
                Plural.of(purge.runs().size(), "run"),
                Plural.of(purge.auditLines(), "audit line"),
                purge.runsBefore(),
                Plural.of(purge.plans().size(), "plan"),
                purge.plansBefore()));
    purge.plans().forEach(plans::purgeLines);
    for (long run : purge.runs()) {
      if (runs.giveUpForPurge(run)) {
        forget(runs.get(run));
      }
    }
    audit.forgetBefore(purge.runsBefore());
    return purge;
  }

  private void forget(RunRecord record) {
    long run = record.run().id();
    files.delete(record);
    outbox.forget(run);
    problems.forget(run);
    plans.forget(run);
    batch.forget(record.run().job(), run);
    leases.forget(run);
    families.forEach(family -> family.forget(run));
    runs.forget(run);
  }
}
