package io.rollcall.directorysync;

import io.rollcall.graph.GraphDirectory;
import io.rollcall.graph.GraphOrganization;
import io.rollcall.graph.GraphUser;
import io.rollcall.graph.Permission;
import io.rollcall.graph.UserField;
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
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;

/** o365 Sync: users, addresses, lists and members of Microsoft 365 tenants, upserted. */
@Component
class DirectorySyncFamily implements JobFamily {
  static final String NAME = "directory-sync";

  private static final int SAMPLES = 3;

  private final SyncJobs jobs;
  private final DirectoryParts parts;
  private final StepParts stepParts;
  private final SyncReport report;
  private final DirectorySyncReport form;

  DirectorySyncFamily(
      SyncJobs jobs,
      DirectoryParts parts,
      StepParts stepParts,
      SyncReport report,
      DirectorySyncReport form) {
    this.jobs = jobs;
    this.parts = parts;
    this.stepParts = stepParts;
    this.report = report;
    this.form = form;
  }

  /** What steps are built from, beside the stores. */
  @Component
  record StepParts(
      JobRepository repository,
      PlatformTransactionManager transactions,
      JdbcTemplate jdbc,
      MemberDiff memberDiff,
      Clock clock) {}

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends FamilyDefinition> definitionType() {
    return DirectorySyncDefinition.class;
  }

  @Override
  public List<String> whatARunDoes() {
    return List.of(
        "makes the panel's users, addresses, lists and members what the tenant has;",
        "what left is marked as removed and stays; nothing is written to the tenant");
  }

  @Override
  public boolean covers(Organization organization) {
    return organization.serverType() == Organization.ServerType.MICROSOFT365;
  }

  @Override
  public Job job(RunContext context) {
    DirectorySyncDefinition definition = (DirectorySyncDefinition) context.definition();
    return jobs.job(
        context,
        new GateSettings(definition.limits(), definition.sourceMinimum()),
        NAME,
        new DirectorySyncStages(parts, stepParts, report, form, context, definition));
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

  // Test Connection

  @Override
  public List<Check> test(FamilyDefinition definition, List<Organization> organizations) {
    List<Check> checks = new ArrayList<>();
    for (Organization organization : organizations) {
      checks.addAll(test((DirectorySyncDefinition) definition, organization));
    }
    return checks;
  }

  private List<Check> test(DirectorySyncDefinition definition, Organization organization) {
    List<Check> checks = new ArrayList<>();
    String of = " of " + organization.key();
    try (GraphDirectory directory = parts.open(definition, organization, 0)) {
      checks.add(check("domains" + of, () -> domains(definition, organization)));
      checks.add(check("permissions" + of, () -> permissions(directory, organization)));
      checks.add(check("tenant" + of, () -> tenant(directory.organization())));
      checks.add(check("users" + of, () -> users(directory, organization)));
    } catch (RollcallException e) {
      checks.add(failed("directory" + of, e));
    }
    return checks;
  }

  private interface Tried {
    String found();
  }

  private static Check check(String what, Tried tried) {
    try {
      return new Check(what, true, tried.found());
    } catch (RollcallException e) {
      return failed(what, e);
    }
  }

  private static Check failed(String what, RollcallException e) {
    String next = e.nextStep() == null ? "" : ". " + e.nextStep();
    return new Check(what, false, e.getMessage() + next);
  }

  private String domains(DirectorySyncDefinition definition, Organization organization) {
    var domains = DirectorySyncStages.domains(stepParts, organization);
    DirectorySyncStages.requireDomains(definition, organization, domains);
    return domains.isEmpty() ? "none; all are taken" : String.join(", ", domains);
  }

  private static String permissions(GraphDirectory directory, Organization organization) {
    Permission.requireNone(directory.missingPermissions(), organization);
    return directory.missingPermissions().isEmpty()
        ? "signed in; the token does not say what it permits"
        : "signed in; granted: "
            + Permission.toRead().stream()
                .map(Permission::graphName)
                .collect(Collectors.joining(", "));
  }

  private static String tenant(GraphOrganization tenant) {
    return "%s, %s; domains: %s"
        .formatted(
            Objects.requireNonNullElse(tenant.displayName(), "without a name"),
            tenant.id(),
            tenant.verifiedDomains().stream()
                .map(GraphOrganization.VerifiedDomain::name)
                .collect(Collectors.joining(", ")));
  }

  private static String users(GraphDirectory directory, Organization organization) {
    List<GraphUser> users = directory.someUsers(SAMPLES);
    if (users.isEmpty()) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the search finds no user in the tenant of " + organization.key(),
          "check that the tenant is the right one");
    }
    return "the search finds people: "
        + users.stream()
            .limit(SAMPLES)
            .map(
                user ->
                    Objects.requireNonNullElse(
                        user.fields().text(UserField.USER_PRINCIPAL_NAME), user.id()))
            .collect(Collectors.joining(", "));
  }
}
