package io.rollcall.directorysync;

import io.rollcall.directorysync.DirectorySyncFamily.StepParts;
import io.rollcall.entra.CloudException;
import io.rollcall.graph.GraphDirectory;
import io.rollcall.graph.GroupField;
import io.rollcall.graph.Permission;
import io.rollcall.graph.UserField;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.RollcallException;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.kernel.Sha256;
import io.rollcall.plan.LineReader;
import io.rollcall.plan.Plan;
import io.rollcall.plan.PlanAdmission;
import io.rollcall.plan.SyncStages;
import io.rollcall.syncreport.SyncReport;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.batch.infrastructure.support.transaction.ResourcelessTransactionManager;

/** The steps of this family, in the order in which a run takes them. */
final class DirectorySyncStages implements SyncStages {
  /** Raise it when what is read becomes rows in another way: then everything is read anew. */
  private static final String MAPPING_VERSION = "1";

  private static final List<String> KINDS = List.of("accounts", "aliases", "lists", "members");

  private final DirectoryParts parts;
  private final StepParts stepParts;
  private final SyncReport report;
  private final DirectorySyncReport form;
  private final RunContext context;
  private final DirectorySyncDefinition definition;

  DirectorySyncStages(
      DirectoryParts parts,
      StepParts stepParts,
      SyncReport report,
      DirectorySyncReport form,
      RunContext context,
      DirectorySyncDefinition definition) {
    this.parts = parts;
    this.stepParts = stepParts;
    this.report = report;
    this.form = form;
    this.context = context;
    this.definition = definition;
  }

  // connect

  @Override
  public Tasklet connect(Organization organization, Plan plan) {
    return (contribution, chunk) -> {
      context.progress().at("connecting " + organization.key(), 0, 0);
      if (context.run().kind() == Run.Kind.PLAN) {
        PlanAdmission.requireAge(plan, definition.plan().maxAge(), stepParts.clock().instant());
        return RepeatStatus.FINISHED;
      }
      requireDomains(definition, organization, domains(organization));
      try (GraphDirectory directory = parts.open(definition, organization, context.run().id())) {
        Permission.requireNone(directory.missingPermissions(), organization);
      } catch (CloudException e) {
        throw parts.stopped(context.run().id(), organization, e);
      }
      return RepeatStatus.FINISHED;
    };
  }

  static void requireDomains(
      DirectorySyncDefinition definition, Organization organization, Set<String> domains) {
    if (definition.filters().acceptedDomains() && domains.isEmpty()) {
      throw new RollcallException(
          ExitCode.WRONG_USE,
          "organization %s has no accepted domain, so nobody would be in scope"
              .formatted(organization.key()),
          "scripts/rollcall organizations set %s --domain DOMAIN".formatted(organization.key()));
    }
  }

  private Set<String> domains(Organization organization) {
    return domains(stepParts, organization);
  }

  static Set<String> domains(StepParts stepParts, Organization organization) {
    return new TreeSet<>(
        stepParts
            .jdbc()
            .queryForList(
                "SELECT domain FROM panel_domain WHERE organization_id = ?",
                String.class,
                organization.id()));
  }

  // read: pages into working rows

  @Override
  public Step read(String stepName, Organization organization, Plan plan) {
    DirectoryReading reading =
        new DirectoryReading(
            parts,
            context,
            definition,
            organization,
            plan,
            scopeHash(organization),
            stepParts.clock());
    // The reading waits for the network, and has a transaction for each page.
    return new StepBuilder(stepName, stepParts.repository())
        .tasklet(reading, new ResourcelessTransactionManager())
        .build();
  }

  /** What the delta links are good for: read for something else, they would leave things out. */
  private String scopeHash(Organization organization) {
    String scope =
        String.join(
            "\n",
            MAPPING_VERSION,
            String.valueOf(organization.tenantId()),
            definition.source().graphUrl(),
            definition.filters().toString(),
            domains(organization).toString(),
            Arrays.toString(UserField.values()),
            Arrays.toString(GroupField.values()));
    return HexFormat.of().formatHex(Sha256.of(scope.getBytes(StandardCharsets.UTF_8)));
  }

  // resolve: working rows against the panel

  @Override
  public Step resolve(String stepName, Organization organization, Plan plan) {
    Comparison comparison =
        new Comparison(
            parts,
            organization,
            plan,
            new Scope(definition.filters(), domains(organization)),
            !context.run().only().isEmpty());
    return chunks(
        stepName,
        new ObservedReader(parts.working(), plan.id(), definition.chunkSize()),
        new ComparisonWriter(parts, context, organization, plan, comparison));
  }

  // presence: what a full read did not find, and the members

  @Override
  public Step presence(String stepName, Organization organization, Plan plan) {
    return new StepBuilder(stepName, stepParts.repository())
        .tasklet(
            new MissingTasklet(
                parts, stepParts.memberDiff(), context, organization, plan, definition.chunkSize()),
            stepParts.transactions())
        .build();
  }

  // gates

  @Override
  public Held held(Organization organization) {
    return new Held() {
      @Override
      public long count(String kind) {
        return parts.panel().held(organization.id(), kind);
      }

      @Override
      public boolean any() {
        return count("accounts") > 0;
      }

      @Override
      public List<String> kinds() {
        return KINDS;
      }

      @Override
      public List<Source> sources(Plan plan) {
        // A round of changes has nothing to say about how much there is.
        return plan.complete()
            ? List.of(source("users", "accounts"), source("groups", "lists"))
            : List.of();
      }

      private Source source(String what, String kind) {
        return new Source(what, plan -> plan.tally().noted(what), () -> count(kind) > 0);
      }
    };
  }

  // apply

  @Override
  public Step apply(
      String stepName, Organization organization, Plan plan, long afterSeq, long untilSeq) {
    AtomicLong applied = new AtomicLong();
    String range = stepName.substring(stepName.lastIndexOf(':') + 1);
    return chunks(
        stepName,
        new LineReader(
            afterSeq,
            seq -> parts.changes().page(plan.id(), seq, untilSeq, definition.chunkSize())),
        new ApplyWriter(
            parts,
            stepParts.jdbc(),
            context,
            organization,
            plan,
            stepParts.clock(),
            lines ->
                context
                    .progress()
                    .at(
                        "applying " + organization.key() + " " + range,
                        applied.addAndGet(lines),
                        untilSeq - afterSeq)));
  }

  @Override
  public void settled(Organization organization, Plan plan) {
    parts.positions().save(organization.id(), plan.id(), context.run().id());
  }

  // report

  @Override
  public Tasklet report(Function<JobExecution, ExitCode> outcome) {
    return report.tasklet(context, definition.report(), form, outcome);
  }

  private <T> Step chunks(String stepName, ItemStreamReader<T> reader, ItemWriter<T> writer) {
    return new StepBuilder(stepName, stepParts.repository())
        .<T, T>chunk(definition.chunkSize())
        .transactionManager(stepParts.transactions())
        .reader(reader)
        .writer(writer)
        .build();
  }
}
