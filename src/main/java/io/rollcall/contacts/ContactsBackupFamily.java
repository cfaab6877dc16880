package io.rollcall.contacts;

import io.rollcall.contacts.restore.Restores;
import io.rollcall.graph.GraphContacts;
import io.rollcall.graph.GraphFolder;
import io.rollcall.graph.GraphMailbox;
import io.rollcall.graph.GraphOrganization;
import io.rollcall.graph.MailboxException;
import io.rollcall.graph.Permission;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.FamilyDefinition;
import io.rollcall.kernel.JobFamily;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Plural;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.report.ReportContent;
import io.rollcall.report.ReportWorkbook;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.Job;
import org.springframework.stereotype.Component;

/** Contacts Backup: snapshots of the contacts of Microsoft 365 mailboxes. */
@Component
class ContactsBackupFamily implements JobFamily {
  static final String NAME = "contacts-backup";

  /** Mailboxes that Test Connection tries to read before it gives up. */
  private static final int SAMPLES = 3;

  private final BackupParts parts;
  private final BackupReport report;
  private final Restores restores;
  private final Restoring restoring;
  private final RestoreReport restoreReport;
  private final UpkeepParts upkeep;
  private final UpkeepReport upkeepReport;

  ContactsBackupFamily(
      BackupParts parts,
      BackupReport report,
      Restores restores,
      Restoring restoring,
      RestoreReport restoreReport,
      UpkeepParts upkeep,
      UpkeepReport upkeepReport) {
    this.parts = parts;
    this.report = report;
    this.restores = restores;
    this.restoring = restoring;
    this.restoreReport = restoreReport;
    this.upkeep = upkeep;
    this.upkeepReport = upkeepReport;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Class<? extends FamilyDefinition> definitionType() {
    return ContactsBackupDefinition.class;
  }

  @Override
  public List<String> whatARunDoes() {
    return List.of(
        "saves what is new or changed in the mailboxes' contacts as snapshots;",
        "nothing is written to the tenant");
  }

  @Override
  public List<String> whatARunDoes(Run.Kind kind) {
    return switch (kind) {
      case VERIFY ->
          List.of(
              "reads all that was backed up of the mailboxes, and proves that it is what was"
                  + " stored");
      case PRUNE ->
          List.of(
              "drops snapshots that the job's retention does not keep, never the last copy of a"
                  + " contact;",
              "removes from the tables what was deleted or dropped longer ago than its delay");
      default -> whatARunDoes();
    };
  }

  @Override
  public Set<Run.Kind> kinds() {
    return EnumSet.complementOf(EnumSet.of(Run.Kind.PLAN));
  }

  @Override
  public void forget(long runId) {
    upkeep.rows().forget(runId);
    restores.forget(runId);
  }

  @Override
  public boolean covers(Organization organization) {
    return organization.serverType() == Organization.ServerType.MICROSOFT365;
  }

  /** Backups, restores and deletions share an organization: each takes the mailbox it is at. */
  @Override
  public boolean leasesOrganizations() {
    return false;
  }

  @Override
  public Job job(RunContext context) {
    return switch (context.run().kind()) {
      case FULL, ONLY -> new BackupJob(parts, report, context).build();
      case TEST ->
          restoreReport.isOf(context.run())
              ? new RestoreJob(parts, restores, restoring, restoreReport, context).build()
              : new BackupJob(parts, report, context).build();
      case RESTORE -> new RestoreJob(parts, restores, restoring, restoreReport, context).build();
      case VERIFY, PRUNE -> new UpkeepJob(upkeep, upkeepReport, context).build();
      case PLAN ->
          throw new RollcallException(
              ExitCode.WRONG_USE,
              "a %s run is none of the family %s"
                  .formatted(context.run().kind().name().toLowerCase(java.util.Locale.ROOT), NAME),
              "scripts/rollcall run " + context.run().job());
    };
  }

  @Override
  public void report(
      Run run,
      ExitCode outcome,
      @Nullable Instant endedAt,
      List<Organization> organizations,
      Path target) {
    ReportWorkbook.write(content(run, outcome, endedAt, organizations), target);
  }

  private ReportContent content(
      Run run, ExitCode outcome, @Nullable Instant endedAt, List<Organization> organizations) {
    if (run.kind() == Run.Kind.VERIFY || run.kind() == Run.Kind.PRUNE) {
      return upkeepReport.content(run, outcome, endedAt, organizations);
    }
    return restoreReport.isOf(run)
        ? restoreReport.content(run, outcome, endedAt)
        : report.content(run, outcome, endedAt);
  }

  // Test Connection

  @Override
  public List<Check> test(FamilyDefinition definition, List<Organization> organizations) {
    List<Check> checks = new ArrayList<>();
    checks.add(check("key of the backups", () -> "usable, " + parts.keys().require()));
    for (Organization organization : organizations) {
      checks.addAll(test((ContactsBackupDefinition) definition, organization));
    }
    return checks;
  }

  private List<Check> test(ContactsBackupDefinition definition, Organization organization) {
    List<Check> checks = new ArrayList<>();
    String of = " of " + organization.key();
    try (GraphContacts graph = parts.open(definition, organization, 0)) {
      checks.add(check("permissions" + of, () -> permissions(graph, organization)));
      checks.add(check("tenant" + of, () -> tenant(graph.organization())));
      checks.add(check("mailboxes" + of, () -> mailboxes(graph, definition, organization)));
    } catch (RollcallException e) {
      checks.add(failed("tenant" + of, e));
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

  private static String permissions(GraphContacts graph, Organization organization) {
    var missing = graph.missingPermissions(Permission.toBackUp());
    Permission.requireNone(missing, organization);
    return missing.isEmpty()
        ? "signed in; the token does not say what it permits"
        : "signed in; granted: "
            + Permission.toBackUp().stream()
                .map(Permission::graphName)
                .collect(Collectors.joining(", "))
            + restoring(graph, organization);
  }

  private static String restoring(GraphContacts graph, Organization organization) {
    return graph.missingPermissions(Permission.toRestoreContacts()).orElseThrow().isEmpty()
        ? "; may restore too"
        : "; restoring needs %s too: scripts/rollcall consent %s --restore"
            .formatted(Permission.CHANGE_CONTACTS.graphName(), organization.key());
  }

  private static String tenant(GraphOrganization tenant) {
    return "%s, %s"
        .formatted(Objects.requireNonNullElse(tenant.displayName(), "without a name"), tenant.id());
  }

  /** One mailbox that opens proves the permission; others may have reasons of their own. */
  private static String mailboxes(
      GraphContacts graph, ContactsBackupDefinition definition, Organization organization) {
    List<GraphMailbox> found =
        graph.mailboxes().stream()
            .filter(mailbox -> definition.mailboxes().has(mailbox.address()))
            .toList();
    if (found.isEmpty()) {
      throw new RollcallException(
          ExitCode.FAILED,
          "the search finds no mailbox of the job in the tenant of " + organization.key(),
          "check mailboxes in the job's file, and that the tenant is the right one");
    }
    MailboxException refused = null;
    for (GraphMailbox mailbox : found.subList(0, Math.min(SAMPLES, found.size()))) {
      try {
        List<GraphFolder> folders = graph.folders(mailbox.id());
        return "the search finds %s; %s has %s"
            .formatted(
                Plural.of(found.size(), "mailbox", "mailboxes"),
                mailbox.address(),
                Plural.of(folders.size(), "folder"));
      } catch (MailboxException e) {
        refused = e;
      }
    }
    throw Objects.requireNonNull(refused);
  }
}
