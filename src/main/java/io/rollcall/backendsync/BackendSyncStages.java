package io.rollcall.backendsync;

import io.rollcall.backendsync.BackendSyncFamily.StepParts;
import io.rollcall.kernel.ExitCode;
import io.rollcall.kernel.Organization;
import io.rollcall.kernel.Problem;
import io.rollcall.kernel.Run;
import io.rollcall.kernel.RunContext;
import io.rollcall.plan.ChangeRow;
import io.rollcall.plan.LineReader;
import io.rollcall.plan.Plan;
import io.rollcall.plan.PlanAdmission;
import io.rollcall.plan.SyncStages;
import io.rollcall.syncreport.SyncReport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.LongPredicate;
import java.util.stream.Collectors;
import org.roaringbitmap.longlong.Roaring64Bitmap;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.ChunkOrientedStepBuilder;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStream;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;

/** The steps of this family, in the order in which a run takes them. */
final class BackendSyncStages implements SyncStages {
  /**
   * Raise it when records are turned into facts in another way: then every record is compared anew.
   */
  private static final String MAPPING_VERSION = "1";

  private final SyncParts parts;
  private final StepParts stepParts;
  private final SyncReport report;
  private final BackendSyncReport form;
  private final RunContext context;
  private final BackendSyncDefinition definition;
  private final Origin origin;

  BackendSyncStages(
      SyncParts parts,
      StepParts stepParts,
      SyncReport report,
      BackendSyncReport form,
      RunContext context,
      BackendSyncDefinition definition,
      Origin origin) {
    this.parts = parts;
    this.stepParts = stepParts;
    this.report = report;
    this.form = form;
    this.context = context;
    this.definition = definition;
    this.origin = origin;
  }

  // connect

  @Override
  public Tasklet connect(Organization organization, Plan plan) {
    return (contribution, chunk) -> {
      context.progress().at("connecting " + organization.key(), 0, 0);
      if (context.run().kind() == Run.Kind.PLAN) {
        PlanAdmission.requireAge(plan, definition.plan().maxAge(), stepParts.clock().instant());
        origin.requireSame(organization, plan);
      } else {
        origin.requireReady(organization);
      }
      return RepeatStatus.FINISHED;
    };
  }

  // read and compare

  @Override
  public Step read(String stepName, Organization organization, Plan given) {
    Plan plan = origin.begun(organization, given);
    byte[] hashContext =
        (MAPPING_VERSION + ":" + context.definitionDigest()).getBytes(StandardCharsets.UTF_8);
    OnlyFilter only = new OnlyFilter(context.run().only(), plan.recordsRead() > 0);
    KnownLines known = new KnownLines(stepParts.jdbc(), organization.id());
    ExportReader reader =
        new ExportReader(
            organization.key(),
            () -> origin.file(organization),
            plan.recordsRead() > 0,
            hashContext,
            lines -> only.isEmpty() ? known.find(lines) : Map.of(),
            (bytes, size) -> context.progress().at("reading " + organization.key(), bytes, size));
    RecordComparisonWriter writer =
        new RecordComparisonWriter(
            parts, context, organization, plan, comparison(organization, plan), only);
    return this.<Incoming>chunks(stepName, reader, writer).stream(only).stream(
            new ReadDone(organization, plan, reader, only))
        .build();
  }

  /**
   * Notes that the source was read to its end, in the transaction of its last records: Spring Batch
   * only logs what a listener of the step's end throws.
   */
  private final class ReadDone implements ItemStream {
    private final Organization organization;
    private final Plan plan;
    private final ExportReader reader;
    private final OnlyFilter only;

    ReadDone(Organization organization, Plan plan, ExportReader reader, OnlyFilter only) {
      this.organization = organization;
      this.plan = plan;
      this.reader = reader;
      this.only = only;
    }

    @Override
    public void update(ExecutionContext position) {
      if (!reader.ended()) {
        return;
      }
      boolean complete =
          context.run().kind() != Run.Kind.ONLY
              && only.isEmpty()
              && parts.plans().get(plan.id()).tally().noted("unidentified") == 0;
      parts.plans().readDone(plan.id(), reader.sha256(), complete);
      parts.problems().clear(context.run().id(), "only", organization.key());
      parts.problems().add(context.run().id(), "only", missing());
    }

    private List<Problem> missing() {
      return only.missing().stream()
          .map(
              item ->
                  new Problem(
                      Problem.Kind.SKIPPED,
                      organization.key(),
                      item,
                      "the source has no object with this address or GUID",
                      "check the spelling, and that the export is recent enough"))
          .toList();
    }
  }

  private Comparison comparison(Organization organization, Plan plan) {
    return new Comparison(
        parts.panel(),
        parts.workingKeys(),
        parts.sequences(),
        parts.names(),
        definition.disabledContacts(),
        definition.knownProblems(),
        organization,
        plan.id(),
        stepParts.transactions());
  }

  private PlanLines planLines() {
    return new PlanLines(definition.disabledContacts());
  }

  // plan: what needed all objects to be known, then what is no longer there

  @Override
  public Step resolve(String stepName, Organization organization, Plan plan) {
    origin.readDone(organization);
    LineReader reader =
        new LineReader(
            0,
            seq -> parts.changes().stagedAdditions(plan.id(), seq, definition.chunkSize()),
            seq -> parts.changes().unsettled(plan.id(), seq, definition.chunkSize()));
    ResolveWriter writer =
        new ResolveWriter(
            parts,
            context,
            organization,
            plan,
            comparison(organization, plan),
            goneAfterRun(plan),
            planLines());
    return this.<ChangeRow>chunks(stepName, reader, writer).build();
  }

  private LongPredicate goneAfterRun(Plan plan) {
    if (!plan.complete()) {
      return object -> false;
    }
    Roaring64Bitmap seen = parts.changes().seen(plan.id());
    return object -> !seen.contains(object);
  }

  @Override
  public Step presence(String stepName, Organization organization, Plan plan) {
    return new StepBuilder(stepName, stepParts.repository())
        .tasklet(new PresenceTasklet(parts, context, organization, plan), stepParts.transactions())
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
        return parts.panel().holdsAny(organization.id());
      }

      @Override
      public List<String> kinds() {
        return List.of(
            "mailboxes", "lists", "contacts", "addresses", "settings", "members", "permissions");
      }
    };
  }

  // apply

  @Override
  public Step apply(
      String stepName, Organization organization, Plan plan, long afterSeq, long untilSeq) {
    LineReader reader =
        new LineReader(
            afterSeq,
            seq -> parts.changes().page(plan.id(), seq, untilSeq, definition.chunkSize()));
    AtomicLong applied = new AtomicLong();
    ApplyWriter writer =
        new ApplyWriter(
            parts,
            stepParts.jdbc(),
            stepParts.transactions(),
            context,
            organization,
            planLines(),
            new ReferenceIndex(parts.panel(), parts.workingKeys(), organization.id(), plan.id()),
            stepParts.clock(),
            lines ->
                context
                    .progress()
                    .at(
                        "applying " + organization.key() + rangeName(stepName),
                        applied.addAndGet(lines),
                        untilSeq - afterSeq));
    return this.<ChangeRow>chunks(stepName, reader, writer).build();
  }

  private static String rangeName(String stepName) {
    return " " + stepName.substring(stepName.lastIndexOf(':') + 1);
  }

  // report

  @Override
  public Tasklet report(Function<JobExecution, ExitCode> outcome) {
    Tasklet written = report.tasklet(context, definition.report(), form, outcome);
    return (contribution, chunk) -> {
      noteStrays();
      return written.execute(contribution, chunk);
    };
  }

  /** A run of all organizations says which exports of its folder were none of theirs. */
  private void noteStrays() {
    Run run = context.run();
    boolean whole =
        (run.kind() == Run.Kind.FULL || run.kind() == Run.Kind.TEST) && run.only().isEmpty();
    if (!whole || !definition.organizations().all()) {
      return;
    }
    Set<String> keys =
        context.organizations().stream().map(Organization::key).collect(Collectors.toSet());
    List<Problem> problems = origin.strays(keys);
    parts.problems().clear(run.id(), "strays");
    parts.problems().add(run.id(), "strays", problems);
  }

  private <T> ChunkOrientedStepBuilder<T, T> chunks(
      String stepName, ItemStreamReader<T> reader, ItemWriter<T> writer) {
    return new StepBuilder(stepName, stepParts.repository())
        .<T, T>chunk(definition.chunkSize())
        .transactionManager(stepParts.transactions())
        .reader(reader)
        .writer(writer);
  }
}
