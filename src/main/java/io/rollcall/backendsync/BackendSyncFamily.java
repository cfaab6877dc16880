package io.rollcall.backendsync;

import io.rollcall.exchange.ExportFile;
import io.rollcall.exchange.ExportHeader;
import io.rollcall.exchange.LiveBackend;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.GateSettings;
import io.rollcall.plan.SyncJobs;
import io.rollcall.report.ReportWorkbook;
import io.rollcall.syncreport.SyncReport;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** Sync Data from backend: what exists on an Exchange backend, inserted into the panel. */
@Component
class BackendSyncFamily implements JobFamily {
  static final String NAME = "backend-sync";

  private final SyncJobs jobs;
  private final SyncParts parts;
  private final LiveParts live;
  private final StepParts stepParts;
  private final SyncReport report;
  private final BackendSyncReport form;

  BackendSyncFamily(
      SyncJobs jobs,
      SyncParts parts,
      LiveParts live,
      JobRepository repository,
      PlatformTransactionManager transactions,
      JdbcTemplate jdbc,
      Clock clock,
      SyncReport report,
      BackendSyncReport form) {
    this.jobs = jobs;
    this.parts = parts;
    this.live = live;
    this.stepParts = new StepParts(repository, transactions, jdbc, clock);
    this.report = report;
    this.form = form;
  }

  /** What steps are built from, beside the stores. */
  record StepParts(
      JobRepository repository,
      PlatformTransactionManager transactions,
      JdbcTemplate jdbc,
      Clock clock) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends FamilyDefinition> definitionType() {
    return BackendSyncDefinition.class;
  }

  @Override
  public List<String> whatARunDoes() {
    return List.of(
        "adds to the panel what is new or changed on the backend;",
        "it only inserts: nothing in the panel is deleted or overwritten");
  }

  @Override
  public Job job(RunContext context) {
    BackendSyncDefinition definition = (BackendSyncDefinition) context.definition();
    return jobs.job(
        context,
        new GateSettings(definition.limits(), definition.sourceMinimum()),
        NAME,
        new BackendSyncStages(
            parts, stepParts, report, form, context, definition, origin(definition, context)));
  }

  private Origin origin(BackendSyncDefinition definition, RunContext context) {
    return definition.source() instanceof LiveSource source
        ? new LiveOrigin(source, live, parts, context, stepParts.clock())
        : new ExportOrigin(exportPath(definition), context);
  }

  @Override
  public List<Check> test(FamilyDefinition definition, List<Organization> organizations) {
    BackendSyncDefinition sync = (BackendSyncDefinition) definition;
    return sync.source() instanceof LiveSource source
        ? testLive(source, organizations)
        : testExports(sync, organizations);
  }

  private List<Check> testLive(LiveSource source, List<Organization> organizations) {
    List<Check> checks = new ArrayList<>();
    for (Organization organization : organizations) {
      try (LiveBackend backend = source.open(live.scope(organization, 0))) {
        checks.addAll(backend.test());
      } catch (RollcallException e) {
        checks.add(failed("backend of " + organization.key(), e));
      }
    }
    return checks;
  }

  private static List<Check> testExports(
      BackendSyncDefinition definition, List<Organization> organizations) {
    Path path = exportPath(definition);
    List<Check> checks = new ArrayList<>();
    for (Organization organization : organizations) {
      checks.add(testExport(path, organization));
    }
    if (definition.organizations().all()) {
      Set<String> keys = organizations.stream().map(Organization::key).collect(Collectors.toSet());
      for (Exports.Stray stray : Exports.strays(path, keys)) {
        checks.add(new Check("left out: " + stray.file(), true, stray.why()));
      }
    }
    return checks;
  }

  @Override
  public void report(
      Run run,
      ExitCode outcome,
      @Nullable Instant endedAt,
      List<Organization> organizations,
      Path target) {
    ReportWorkbook.write(report.content(run, outcome, endedAt, form), target);
  }

  private static Check testExport(Path path, Organization organization) {
    String what = "export of " + organization.key();
    try {
      Path file = Exports.of(path, organization);
      ExportHeader header = ExportFile.header(file);
      ExportFile.requireTrailer(file);
      return new Check(what, true, SampleObjects.of(file, header));
    } catch (RollcallException e) {
      return failed(what, e);
    }
  }

  private static Check failed(String what, RollcallException e) {
    String next = e.nextStep() == null ? "" : ". " + e.nextStep();
    return new Check(what, false, e.getMessage() + next);
  }

  private static Path exportPath(BackendSyncDefinition definition) {
    return ((ExchangeExportSource) definition.source()).path();
  }
}
